/** The load client: many connections on one thread, which count what they receive. */
package io.polyloop.bench.load;
