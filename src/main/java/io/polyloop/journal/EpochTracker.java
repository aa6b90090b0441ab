package io.polyloop.journal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The epoch of the newest transaction. After a promotion or a restore, a server at the same address has other messages
 * with the same sequence numbers: so each transaction reads its epoch and does not rely on an earlier one. Any thread.
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
                    "the epoch of the journal changed to {} from {}: its database was promoted, restored or replaced; "
                            + "subscribers receive a reset",
                    found,
                    epoch);
        }
        epoch = found;
    }
}
