package io.polyloop.journal;

/** A migration of the service cannot run, or does not fit the database. The message says what to do. */
public final class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MigrationException(String message) {
        super(message);
    }
}
