package io.polyloop.journal;

import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known to be lost or wrong in the database. It stays so until the node is started again. Any thread. */
final class Damage {
    private static final Logger LOG = LoggerFactory.getLogger(Damage.class);

    private volatile String found;

    /** Empty while nothing is known. */
    Optional<String> found() {
        return Optional.ofNullable(found);
    }

    /** Remembers a failure that neither a retry nor time ends. */
    void look(SQLException failure, boolean embedded) {
        boolean damage = failure instanceof MissingMessagesException
                || embedded
                        && SqliteFault.of(failure).filter(SqliteFault::damage).isPresent();
        if (damage && first(failure.getMessage())) {
            LOG.error("the journal is damaged, restore a backup: {}", failure.getMessage());
        }
    }

    private synchronized boolean first(String message) {
        boolean first = found == null;
        if (first) {
            found = message;
        }
        return first;
    }
}
