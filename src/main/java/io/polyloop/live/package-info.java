/**
 * Fan-out: a hub on each event loop brings every message to the subscriptions of that loop, in order and once. The
 * news on the bus makes it fast, the journal makes it whole.
 */
package io.polyloop.live;
