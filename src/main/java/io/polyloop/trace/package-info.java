/** The spans of a node as the rest of the service sees them. Off unless they are exported. */
package io.polyloop.trace;
