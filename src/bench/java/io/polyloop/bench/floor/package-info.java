/** The floor: the fastest fan-out that we can write on the JVM, without other features. */
package io.polyloop.bench.floor;
