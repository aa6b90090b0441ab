package io.polyloop.journal;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.sql.SQLException;

/** A unit of work has ended the transaction of its batch: the others have to be written again. */
final class EndedByUnitException extends SQLException {
    private static final long serialVersionUID = 1L;

    private final transient Unit unit;
    private final transient ProblemException reason;

    EndedByUnitException(Unit unit, ProblemException reason, SQLException cause) {
        super(cause);
        this.unit = unit;
        this.reason = reason;
    }

    /** It is not known which one, or whether it fails without another one that is refused. */
    EndedByUnitException(Exception cause) {
        super(cause);
        this.unit = null;
        this.reason = cause instanceof ProblemException refusal ? refusal : null;
    }

    /** Whether a statement was cancelled, because its time had passed. */
    boolean isTimeout() {
        return reason != null && reason.problem() == Problem.VERTICLE_TIMEOUT;
    }

    /** Whether it is known which unit has to be left out. */
    boolean isOfKnownUnit() {
        return unit != null;
    }

    /** The same batch for another attempt, without the unit if it is known, and with the others apart. */
    Batch rest(Batch batch) {
        return (unit == null ? batch : batch.without(unit, reason)).with(Batch.Isolation.SAVEPOINTS);
    }
}
