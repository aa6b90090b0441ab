/** Connections that do nothing. */
package io.polyloop.bench.idle;
