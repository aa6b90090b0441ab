package io.polyloop.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every transaction the history that it belongs to. A server that was promoted or restored answers to the same
 * address, with the same sequence numbers given to other messages: no transaction may trust what an earlier one saw.
 */
abstract class History {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    private static final Duration UNBOUNDED = Duration.ofDays(1);

    private volatile String epoch = "";

    /**
     * Asks for the epoch, and begins a new one if the database is another than before. On PostgreSQL the connection is
     * in a transaction that does nothing before, and bounded in what it waits for until its end.
     *
     * @param most how long it may wait for a lock
     */
    final String begin(Connection connection, Duration most) throws SQLException {
        String found = find(connection, most);
        if (!found.equals(epoch)) {
            changed(found);
        }
        return found;
    }

    final String begin(Connection connection) throws SQLException {
        return begin(connection, UNBOUNDED);
    }

    /** The epoch of the newest transaction; empty before the first. */
    final String epoch() {
        return epoch;
    }

    abstract String find(Connection connection, Duration most) throws SQLException;

    private synchronized void changed(String found) {
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
