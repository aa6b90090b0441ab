/**
 * Fan-out: a hub on each event loop delivers every message to the subscriptions of that loop, in order, without gaps or
 * duplicates. News on the bus makes this fast; the journal makes it complete.
 */
package io.polyloop.live;
