/** The load client: many connections on one thread, which count what they get. */
package io.polyloop.bench.load;
