/** What scripts cost at the start of a node. */
package io.polyloop.bench.start;
