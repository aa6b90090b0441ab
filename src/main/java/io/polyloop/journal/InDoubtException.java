package io.polyloop.journal;

import java.sql.SQLException;

/** A COMMIT was sent and not answered, and the time to find out what became of it is over. */
final class InDoubtException extends SQLException {
    private static final long serialVersionUID = 1L;

    InDoubtException(SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause);
    }
}
