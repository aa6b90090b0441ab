/** Running a node: health, metrics, and what watches the event loops. */
package io.polyloop.ops;
