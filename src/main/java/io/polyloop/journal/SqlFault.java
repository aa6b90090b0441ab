package io.polyloop.journal;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

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

    /** Before SQLite writes the page that commits. */
    private static final Set<SQLiteErrorCode> REJECTED_COMMIT =
            Set.of(SQLiteErrorCode.SQLITE_BUSY, SQLiteErrorCode.SQLITE_FULL, SQLiteErrorCode.SQLITE_READONLY);

    /** SQLite's extended codes carry the primary one in their lowest byte. */
    private static final int PRIMARY_CODE = 0xff;

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

    /**
     * Whether the database refused a COMMIT, and stored nothing. Otherwise its answer may be lost, the disk failed when
     * the last page was written already, or there was no transaction, and each statement was committed alone.
     */
    static boolean isRejectedCommit(SQLException failure) {
        if (failure instanceof SQLiteException) {
            return REJECTED_COMMIT.stream().anyMatch(code -> isOf(failure, code));
        }
        return failure.getSQLState() != null && of(failure) != OUTAGE;
    }

    /** Whether SQLite found no room for what it had to write. */
    static boolean isFull(SQLException failure) {
        return isOf(failure, SQLiteErrorCode.SQLITE_FULL);
    }

    private static boolean isOf(SQLException failure, SQLiteErrorCode primary) {
        return failure instanceof SQLiteException sqlite
                && (sqlite.getResultCode().code & PRIMARY_CODE) == primary.code;
    }

    boolean isTransient() {
        return this != REJECTION;
    }
}
