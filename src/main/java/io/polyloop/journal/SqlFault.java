package io.polyloop.journal;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/**
 * What a failed statement says of the database. By SQLSTATE (PostgreSQL, appendix A); SQLite gives none, and its own
 * waiting for a lock has passed when it fails.
 */
enum SqlFault {
    /** Others stand in the way: nothing was stored, and the next attempt may find it free. */
    CONTENTION,
    /** Nobody answers, or not one that takes writes: a server that restarts, a network that is cut, a failover. */
    OUTAGE,
    /** The statement itself was refused: it would be again. */
    REJECTION;

    static final String READ_ONLY = "25006";

    /** Deadlock, serialization failure, lock not available, query canceled. */
    private static final Set<String> CONTENTION_STATES = Set.of("40P01", "40001", "55P03", "57014");
    /** The last two: ended while idle in a transaction, too many connections. */
    private static final Set<String> OUTAGE_STATES = Set.of(READ_ONLY, "25P03", "53300");

    /** The class of failures to open or keep a connection. */
    static final String CONNECTION = "08";

    private static final String OPERATOR_INTERVENTION = "57P";

    static SqlFault of(SQLException failure) {
        String state = failure.getSQLState();
        // The pool's own failure may carry the state of whatever kept it from connecting.
        if (failure instanceof SQLTransientConnectionException) {
            return OUTAGE;
        }
        if (state == null) {
            return REJECTION;
        }
        if (CONTENTION_STATES.contains(state)) {
            return CONTENTION;
        }
        boolean away = state.startsWith(CONNECTION) || state.startsWith(OPERATOR_INTERVENTION);
        return away || OUTAGE_STATES.contains(state) ? OUTAGE : REJECTION;
    }

    boolean isTransient() {
        return this != REJECTION;
    }
}
