/** Spans of this node, exported by OTLP. Off unless an endpoint is set. */
package io.polyloop.trace;
