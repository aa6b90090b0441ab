package io.polyloop.journal;

import io.polyloop.sql.SqlStatement;
import io.polyloop.topic.ProblemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Runs statements of the service within a transaction of the journal, on the thread of the transaction. */
final class StatementRunner {
    /** Executes a statement, and reads its result. */
    interface Execution<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    private final JournalDatabase database;
    private final Connection connection;
    private final Watch watch;

    StatementRunner(JournalDatabase database, Connection connection, Watch watch) throws SQLException {
        this.database = database;
        // Past the pool, which would close the connection after a failed statement, with what others wrote on it.
        this.connection = connection.unwrap(Connection.class);
        this.watch = watch;
    }

    /** Runs a statement that passed {@link SqlGuard}; returns the number of rows that it changed, or returned. */
    int update(SqlStatement statement) throws SQLException {
        return update("", statement);
    }

    /** The same after the statements of {@link Dialect#before}. */
    int update(String before, SqlStatement statement) throws SQLException {
        return run(before, statement, prepared -> count(prepared, before));
    }

    /** Runs statements of one text in one round trip; returns the number of rows that each changed. */
    int[] updateAlike(List<SqlStatement> statements) throws SQLException {
        return run(statements.get(0), prepared -> {
            prepared.addBatch();
            for (SqlStatement statement : statements.subList(1, statements.size())) {
                SqlParameters.bind(database.dialect(), prepared, statement);
                prepared.addBatch();
            }
            return prepared.executeBatch();
        });
    }

    /**
     * Runs a statement that passed {@link SqlGuard}. Throws a {@link ProblemException} if the time has passed, and the
     * failure of the driver otherwise.
     */
    <T> T run(SqlStatement statement, Execution<T> execution) throws SQLException {
        return run("", statement, execution);
    }

    private <T> T run(String before, SqlStatement statement, Execution<T> execution) throws SQLException {
        try {
            return watch.run(() -> execute(before, statement, execution));
        } catch (SQLException failure) {
            if (watch.isExpired()) {
                throw watch.refusal();
            }
            throw failure;
        }
    }

    private <T> T execute(String before, SqlStatement statement, Execution<T> execution) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(before + statement.sql())) {
            watch.running(prepared);
            SqlParameters.bind(database.dialect(), prepared, statement);
            return execution.run(prepared);
        }
    }

    private static int count(PreparedStatement statement, String before) throws SQLException {
        boolean hasRows = statement.execute();
        for (int i = before.indexOf(';'); i >= 0; i = before.indexOf(';', i + 1)) {
            hasRows = statement.getMoreResults();
        }
        if (!hasRows) {
            return Math.max(0, statement.getUpdateCount());
        }
        int rows = 0;
        try (ResultSet returned = statement.getResultSet()) {
            while (returned.next()) {
                rows++;
            }
        }
        return rows;
    }
}
