package io.polyloop.journal;

import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known to be lost or wrong in the database. It stays so until the node is started again. Any thread. */
final class CorruptionState {
    private static final Logger LOG = LoggerFactory.getLogger(CorruptionState.class);

    private final Dialect dialect;
    private volatile String detected;

    CorruptionState(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Empty while nothing is known. */
    Optional<String> detected() {
        return Optional.ofNullable(detected);
    }

    /** Remembers a failure that neither a retry nor time ends. */
    void inspect(SQLException failure) {
        boolean corruption = failure instanceof MissingMessagesException || dialect.isCorruption(failure);
        if (!corruption) {
            return;
        }
        dialect.markCorrupted();
        if (setFirst(failure.getMessage())) {
            LOG.error("the journal is damaged, restore a backup: {}", failure.getMessage());
        }
    }

    private synchronized boolean setFirst(String message) {
        boolean first = detected == null;
        if (first) {
            detected = message;
        }
        return first;
    }
}
