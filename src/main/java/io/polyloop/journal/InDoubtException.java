package io.polyloop.journal;

import java.sql.SQLException;

/** A COMMIT was sent and not answered, and its outcome could not be found out before the deadline. */
final class InDoubtException extends SQLException {
    private static final long serialVersionUID = 1L;

    InDoubtException(SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause);
    }
}
