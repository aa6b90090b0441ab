package io.polyloop.journal;

import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first corruption detected in the database. It is kept until the node is restarted. Any thread. */
final class CorruptionState {
    private static final Logger LOG = LoggerFactory.getLogger(CorruptionState.class);

    private final Dialect dialect;
    private volatile String detected;

    CorruptionState(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Empty if no corruption was detected. */
    Optional<String> detected() {
        return Optional.ofNullable(detected);
    }

    /** Records a failure that neither a retry nor a wait can fix. */
    void inspect(SQLException failure) {
        boolean corruption = failure instanceof MissingMessagesException || dialect.isCorruption(failure);
        if (!corruption) {
            return;
        }
        dialect.markCorrupted();
        if (setFirst(failure.getMessage())) {
            LOG.error("the journal is corrupted; restore a backup: {}", failure.getMessage());
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
