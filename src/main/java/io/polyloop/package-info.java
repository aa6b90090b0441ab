/** Where the parts are put together: {@code Main} starts the process, {@code MainVerticle} wires the node. */
package io.polyloop;
