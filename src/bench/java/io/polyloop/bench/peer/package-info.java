/** Starts the measured servers. */
package io.polyloop.bench.peer;
