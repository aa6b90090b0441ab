package io.polyloop.journal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The epoch of the newest transaction. A server that was promoted or restored answers at the same address, with the
 * same sequence numbers given to other messages: so each transaction asks for its epoch, and none trusts what an
 * earlier one saw. Any thread.
 */
final class EpochTracker {
    private static final Logger LOG = LoggerFactory.getLogger(EpochTracker.class);

    private volatile String epoch = "";

    /** Empty before the first transaction. */
    String epoch() {
        return epoch;
    }

    /** Records the epoch of a transaction, and reports a change. */
    String update(String found) {
        if (!found.equals(epoch)) {
            change(found);
        }
        return found;
    }

    private synchronized void change(String found) {
        if (!epoch.isEmpty() && !found.equals(epoch)) {
            LOG.warn(
                    "the journal's history is now {}, it was {}: its database was promoted, restored or replaced; "
                            + "subscribers are sent a reset",
                    found,
                    epoch);
        }
        epoch = found;
    }
}
