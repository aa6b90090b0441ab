package io.polyloop.journal;

import io.polyloop.topic.ProblemException;
import java.sql.SQLException;

/** A unit of work has ended the transaction of its batch: the others have to be written again without it. */
final class EndedByUnitException extends SQLException {
    private static final long serialVersionUID = 1L;

    private final transient Unit unit;
    private final transient ProblemException reason;

    EndedByUnitException(Unit unit, ProblemException reason, SQLException cause) {
        super(cause);
        this.unit = unit;
        this.reason = reason;
    }

    /** The unit. */
    Unit unit() {
        return unit;
    }

    /** The refusal of the unit. */
    ProblemException reason() {
        return reason;
    }
}
