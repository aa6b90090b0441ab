package io.polyloop.journal;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;

/**
 * The refusal of a statement that failed, by SQLSTATE (PostgreSQL, appendix A) or result code
 * (https://www.sqlite.org/rescode.html). Faults of the statement are logged here, once, with its SQL and without its
 * parameters. The detail is for the author of the verticle; HTTP clients do not get that of {@link Problem#INTERNAL}.
 * They get that of the other codes, so it has no names of the tables, and no values.
 */
final class SqlFailure {
    private static final Logger LOG = LoggerFactory.getLogger(SqlFailure.class);
    private static final RefusalLog REFUSALS = new RefusalLog();
    private static final int MAX_LOGGED = 1_000;

    /** RAISE of a function or trigger, as RAISE(ABORT) of SQLite. */
    private static final String RAISED = "P0001";
    /** Classes: insufficient resources, system error, internal error, invalid name of a prepared statement. */
    private static final Set<String> BROKEN = Set.of("53", "58", "XX", "26");
    /** [SQLITE_ERROR] SQL error or missing database (no such table: orderz) */
    private static final Pattern SQLITE = Pattern.compile("\\[[A-Z_]+][^(]*\\((.*)\\)", Pattern.DOTALL);

    private SqlFailure() {}

    /** The refusal of a statement that failed; logs it unless a retry can succeed. */
    static ProblemException of(SQLException failure, String sql) {
        return switch (problem(failure)) {
            case CONFLICT ->
                SqlFault.isRollback(failure)
                        ? Problem.CONFLICT.because("another transaction changed the same rows; try again")
                        : refused(Problem.CONFLICT, "the rows violate a constraint; nothing was stored", failure, sql);
            case INVALID_PARAMETER -> refused(Problem.INVALID_PARAMETER, SqlData.detail(failure), failure, sql);
            case JOURNAL_BUSY -> Problem.JOURNAL_BUSY.because("another transaction keeps the rows locked; try again");
            case VERTICLE_TIMEOUT -> timedOut(sql);
            case JOURNAL_DOWN -> down(failure);
            default -> fault(text(failure), sql);
        };
    }

    /**
     * The refusal of rows that violate a deferred constraint; logs it.
     *
     * @param reason without the values of parameters
     * @param sql the statements of which one has stored the rows, or the commit
     */
    static ProblemException deferred(String reason, String sql) {
        return refused(
                Problem.CONFLICT,
                "the rows violate a constraint that the commit checks; nothing was stored",
                reason,
                sql);
    }

    private static ProblemException refused(Problem problem, String detail, SQLException failure, String sql) {
        return refused(problem, detail, text(failure), sql);
    }

    private static ProblemException refused(Problem problem, String detail, String reason, String sql) {
        REFUSALS.add(reason, sql);
        return problem.because(detail);
    }

    /** Whether a statement failed because its transaction only reads. */
    static boolean isWriteInQuery(SQLException failure) {
        return SqlFault.READ_ONLY.equals(failure.getSQLState()) || SqliteFault.isReadOnly(failure);
    }

    /** The refusal of a statement that its author has to correct; logs it. */
    static ProblemException fault(String detail, String sql) {
        LOG.error("a statement cannot run: {}: {}", detail, shown(sql));
        return Problem.INTERNAL.because(detail);
    }

    /** The refusal of a statement that was cancelled because its time had passed; logs it. */
    static ProblemException timedOut(String sql) {
        LOG.warn("a statement exceeded its time limit and was cancelled: {}", shown(sql));
        return Problem.VERTICLE_TIMEOUT.because("the statement exceeded its time limit and was cancelled");
    }

    private static ProblemException down(SQLException failure) {
        LOG.warn("a statement failed: {}", FaultText.of(failure));
        return Problem.JOURNAL_DOWN.because("the database did not answer");
    }

    /** On one line, and not longer than a line of the log. */
    static String shown(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= MAX_LOGGED ? line : line.substring(0, MAX_LOGGED) + "…";
    }

    private static Problem problem(SQLException failure) {
        if (SqlData.isFault(failure)) {
            return Problem.INVALID_PARAMETER;
        }
        return failure instanceof SQLiteException sqlite ? ofSqlite(sqlite) : ofState(failure);
    }

    private static Problem ofSqlite(SQLiteException failure) {
        return switch (SqliteFault.primary(failure)) {
            case SQLITE_CONSTRAINT -> Problem.CONFLICT;
            case SQLITE_BUSY, SQLITE_LOCKED -> Problem.JOURNAL_BUSY;
            case SQLITE_INTERRUPT -> Problem.VERTICLE_TIMEOUT;
            case SQLITE_NOMEM,
                    SQLITE_READONLY,
                    SQLITE_IOERR,
                    SQLITE_CORRUPT,
                    SQLITE_FULL,
                    SQLITE_CANTOPEN,
                    SQLITE_NOTADB -> Problem.JOURNAL_DOWN;
            default -> Problem.INTERNAL;
        };
    }

    private static Problem ofState(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.equals(SqlFault.CANCELED)) {
            return Problem.VERTICLE_TIMEOUT;
        }
        if (state.equals(SqlFault.LOCK_NOT_AVAILABLE)) {
            return Problem.JOURNAL_BUSY;
        }
        if (state.startsWith(SqlFault.CONSTRAINT) || state.equals(RAISED) || SqlFault.isRollback(failure)) {
            return Problem.CONFLICT;
        }
        boolean down =
                SqlFault.of(failure) == SqlFault.OUTAGE || BROKEN.stream().anyMatch(state::startsWith);
        return down ? Problem.JOURNAL_DOWN : Problem.INTERNAL;
    }

    /** The message of the database without the driver's additions, and without the values that PostgreSQL quotes in it. */
    static String text(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        if (SqlFault.isTooLarge(failure)) {
            return "a value is larger than sql.max-bytes allows";
        }
        Matcher sqlite = SQLITE.matcher(message);
        if (sqlite.matches()) {
            return sqlite.group(1);
        }
        String line = message.lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
        return SqlData.isQuoted(failure) ? SqlData.withoutValue(line) : line;
    }
}
