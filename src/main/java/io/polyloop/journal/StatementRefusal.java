package io.polyloop.journal;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The refusal for a failed statement of the service. */
final class StatementRefusal {
    private static final Logger LOG = LoggerFactory.getLogger(StatementRefusal.class);

    private StatementRefusal() {}

    static ProblemException of(String sql, SQLException failure) {
        boolean constraint = String.valueOf(failure.getSQLState()).startsWith("23") || failure.getErrorCode() == 19;
        if (constraint) {
            return Problem.CONFLICT.because("a row violates a constraint of its table; nothing was stored");
        }
        LOG.error("a statement failed: {} in: {}", FaultText.of(failure), sql);
        return Problem.INTERNAL.because("a statement failed; the reason is in the log");
    }
}
