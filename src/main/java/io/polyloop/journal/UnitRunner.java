package io.polyloop.journal;

import io.polyloop.sql.SqlStatement;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Runs the statements of units of work in the transaction of their batch. */
final class UnitRunner {
    private final JournalDatabase database;
    private final Connection connection;
    private final Batch.Isolation isolation;
    private final UnitSavepoint savepoint;
    private long violations;

    UnitRunner(JournalDatabase database, Connection connection, Batch.Isolation isolation) {
        this.database = database;
        this.connection = connection;
        this.isolation = isolation;
        this.savepoint = new UnitSavepoint(database.dialect(), connection);
    }

    /** Prepares for the first unit, in the transaction. */
    void begin() throws SQLException {
        violations = isolation == Batch.Isolation.CHECKS ? database.dialect().checkDeferred(connection) : 0;
    }

    /**
     * Runs a unit; returns the number of rows of each statement. Fails with the refusal of the unit, or with
     * {@link EndedByUnitException} if the unit has ended the transaction.
     */
    List<Integer> run(Unit unit) throws SQLException {
        if (unit.statements().isEmpty()) {
            return List.of();
        }
        Query[] before = isolation == Batch.Isolation.NONE ? StatementRunner.NOTHING : savepoint.set();
        try (Watch watch = database.watchdog().watch()) {
            List<Integer> rows = run(before, unit.statements(), new StatementRunner(database, connection, watch));
            if (isolation == Batch.Isolation.CHECKS) {
                checkDeferred(unit);
            }
            requireTime(watch);
            return rows;
        } catch (ProblemException refusal) {
            rollBack(unit, refusal);
            throw refusal;
        }
    }

    /**
     * Runs the only statement of each unit, all of one text, in one round trip; returns the number of rows of each. Fails
     * with {@link EndedByUnitException} if one of them fails, and with the failure of the driver if a retry of all helps.
     */
    List<Integer> runAlike(List<Unit> units) throws SQLException {
        List<SqlStatement> statements =
                units.stream().map(unit -> unit.statements().get(0)).toList();
        try (Watch watch = database.watchdog().watch()) {
            int[] rows = new StatementRunner(database, connection, watch).updateAlike(statements);
            for (int i = 0; i < rows.length; i++) {
                requireCount(rows[i]);
                expect(statements.get(i), 1, rows[i]);
            }
            requireTime(watch);
            return Arrays.stream(rows).boxed().toList();
        } catch (ProblemException refusal) {
            throw new EndedByUnitException(refusal);
        } catch (SQLException failure) {
            // Its SQLSTATE tells an outage, after which the pool is cleared, and a deadlock, after which a retry waits.
            boolean retry = SqlFault.isRollback(failure) || !database.dialect().isStatementFault(failure);
            throw retry ? failure : new EndedByUnitException(failure);
        }
    }

    private List<Integer> run(Query[] before, List<SqlStatement> statements, StatementRunner runner)
            throws SQLException {
        List<Integer> rows = new ArrayList<>(statements.size());
        for (SqlStatement statement : statements) {
            int changed = run(rows.isEmpty() ? before : StatementRunner.NOTHING, statement, runner);
            rows.add(changed);
            expect(statement, rows.size(), changed);
        }
        return rows;
    }

    private int run(Query[] before, SqlStatement statement, StatementRunner runner) throws SQLException {
        try {
            return runner.update(before, statement);
        } catch (SQLException failure) {
            if (database.dialect().isStatementFault(failure)) {
                throw SqlFailure.of(failure, statement.sql());
            }
            throw failure;
        }
    }

    private static void expect(SqlStatement statement, int number, int changed) {
        if (statement.expectedRows() != null && statement.expectedRows() != changed) {
            throw Problem.CONFLICT.because("statement " + number + " changed " + changed + " rows instead of "
                    + statement.expectedRows() + "; nothing was stored");
        }
    }

    /** With reWriteBatchedInserts in the URL, the driver of PostgreSQL makes one statement of many, and counts none. */
    private static void requireCount(int changed) throws SQLException {
        if (changed < 0) {
            throw new SQLException("the driver has not counted the rows of each statement");
        }
    }

    private static void requireTime(Watch watch) {
        if (!watch.stop()) {
            throw watch.refusal();
        }
    }

    private void checkDeferred(Unit unit) throws SQLException {
        long now;
        try {
            // Past the pool, as statements.
            now = database.dialect().checkDeferred(connection.unwrap(Connection.class));
        } catch (SQLException failure) {
            if (database.dialect().isDeferredViolation(failure)) {
                throw SqlFailure.deferred(SqlFailure.text(failure), text(unit));
            }
            throw failure;
        }
        if (now > violations) {
            throw SqlFailure.deferred("a deferred foreign key is violated", text(unit));
        }
    }

    private static String text(Unit unit) {
        return unit.statements().stream().map(SqlStatement::sql).collect(Collectors.joining("; "));
    }

    private void rollBack(Unit unit, ProblemException refusal) throws SQLException {
        if (isolation == Batch.Isolation.NONE) {
            // A conflict can be with a unit of this batch that is refused later: then this one is not.
            throw refusal.problem() == Problem.CONFLICT
                    ? new EndedByUnitException(refusal)
                    : new EndedByUnitException(unit, refusal, null);
        }
        try {
            savepoint.rollBack();
        } catch (SQLException gone) {
            // Some failures, and an interrupt, make SQLite end the whole transaction, with what the others wrote.
            throw new EndedByUnitException(unit, refusal, gone);
        }
    }
}
