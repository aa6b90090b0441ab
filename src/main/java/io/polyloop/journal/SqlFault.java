package io.polyloop.journal;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The kind of fault behind a failed statement, by SQLSTATE (PostgreSQL, appendix A). SQLite has no SQLSTATE; its driver
 * has already waited for a lock when it fails.
 */
enum SqlFault {
    /** Other transactions interfered: nothing was stored, and the next attempt may succeed. */
    CONTENTION,
    /** No server that accepts writes answers: a restart, a network failure, a failover. */
    OUTAGE,
    /** The statement was rejected, and would be again. */
    REJECTION;

    static final String READ_ONLY = "25006";

    /** The class of deadlocks and serialization failures. */
    private static final String ROLLBACK = "40";

    static final String SERIALIZATION = "40001";
    static final String LOCK_NOT_AVAILABLE = "55P03";
    static final String CANCELED = "57014";

    /** The other one is a deadlock. */
    private static final Set<String> CONTENTION_STATES = Set.of(SERIALIZATION, LOCK_NOT_AVAILABLE, "40P01", CANCELED);
    /** The last two are a timeout while idle in a transaction, and too many connections. */
    private static final Set<String> OUTAGE_STATES = Set.of(READ_ONLY, "25P03", "53300");

    /** The class of violated constraints. */
    static final String CONSTRAINT = "23";

    /** The class of failures to open or keep a connection. */
    static final String CONNECTION = "08";

    private static final String OPERATOR_INTERVENTION = "57P";

    static SqlFault of(SQLException failure) {
        String state = failure.getSQLState();
        // The exception of the pool can have the state of its cause.
        if (failure instanceof SQLTransientConnectionException) {
            return OUTAGE;
        }
        if (state == null || isTooLarge(failure)) {
            return REJECTION;
        }
        if (CONTENTION_STATES.contains(state)) {
            return CONTENTION;
        }
        boolean away = state.startsWith(CONNECTION) || state.startsWith(OPERATOR_INTERVENTION);
        return away || OUTAGE_STATES.contains(state) ? OUTAGE : REJECTION;
    }

    /**
     * Whether a value exceeds the limit of the connection, which PostgreSQL's driver reports as a lost connection: it
     * cannot read on.
     */
    static boolean isTooLarge(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                ? sqlite.getResultCode() == SQLiteErrorCode.SQLITE_TOOBIG
                : String.valueOf(failure.getMessage()).contains("maxResultBuffer");
    }

    /** Whether the database ended the transaction for another one: a serialization failure, or a deadlock. */
    static boolean isRollback(SQLException failure) {
        return String.valueOf(failure.getSQLState()).startsWith(ROLLBACK);
    }

    boolean isTransient() {
        return this != REJECTION;
    }
}
