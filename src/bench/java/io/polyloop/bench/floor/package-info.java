/** The fastest fan-out on the JVM, without anything else. */
package io.polyloop.bench.floor;
