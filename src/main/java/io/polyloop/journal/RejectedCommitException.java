package io.polyloop.journal;

import java.sql.SQLException;

/** A COMMIT violated a constraint that is checked only then. Nothing was stored. */
final class RejectedCommitException extends SQLException {
    private static final long serialVersionUID = 1L;

    RejectedCommitException(SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
    }

    /** The message of the database, which names the constraint if it can. */
    String text() {
        return SqlFailure.text((SQLException) getCause());
    }
}
