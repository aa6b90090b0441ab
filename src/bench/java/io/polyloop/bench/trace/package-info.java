/** What traces cost: a node without them, with few that are sampled, and with all. */
package io.polyloop.bench.trace;
