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

    /** What is sent before a statement otherwise. */
    static final Query[] NOTHING = {};

    private final JournalDatabase database;
    private final Connection connection;
    private final Watch watch;

    StatementRunner(JournalDatabase database, Connection connection, Watch watch) throws SQLException {
        this.database = database;
        // Past the pool, which would close the connection after a failed statement, with what others wrote on it.
        this.connection = connection.unwrap(Connection.class);
        this.watch = watch;
    }

    /** Uses the connection for the engine; refused after the end of the time. */
    <T> T use(Watch.Execution<T> execution) throws SQLException {
        return watch.run(execution);
    }

    /** Runs a statement that passed {@link SqlGuard}; returns the number of rows that it changed, or returned. */
    int update(SqlStatement statement) throws SQLException {
        return update(NOTHING, statement);
    }

    /** The same after the statements of {@link Dialect#before}. */
    int update(Query[] before, SqlStatement statement) throws SQLException {
        return run(before, statement, prepared -> count(prepared, before));
    }

    /** Runs statements of one text in one round trip; returns the number of rows that each changed. */
    int[] updateAlike(List<SqlStatement> statements) throws SQLException {
        return run(statements.get(0), prepared -> {
            prepared.addBatch();
            for (SqlStatement statement : statements.subList(1, statements.size())) {
                SqlParameters.bind(database.dialect(), prepared, 1, statement);
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
        return run(NOTHING, statement, execution);
    }

    private <T> T run(Query[] before, SqlStatement statement, Execution<T> execution) throws SQLException {
        try {
            return watch.run(() -> execute(before, statement, execution));
        } catch (SQLException failure) {
            if (watch.isExpired()) {
                throw watch.refusal();
            }
            throw failure;
        }
    }

    private <T> T execute(Query[] before, SqlStatement statement, Execution<T> execution) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(text(before, statement))) {
            watch.running(prepared);
            int index = 1;
            for (Query query : before) {
                index = query.bind(prepared, index);
            }
            SqlParameters.bind(database.dialect(), prepared, index, statement);
            return execution.run(prepared);
        }
    }

    private static String text(Query[] before, SqlStatement statement) {
        StringBuilder text = new StringBuilder();
        for (Query query : before) {
            text.append(query.sql()).append("; ");
        }
        return before.length == 0
                ? statement.sql()
                : text.append(statement.sql()).toString();
    }

    private static int count(PreparedStatement statement, Query[] before) throws SQLException {
        boolean hasRows = statement.execute();
        for (Query query : before) {
            if (hasRows) {
                query.read(statement);
            }
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
