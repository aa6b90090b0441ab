package io.polyloop.journal;

import io.polyloop.config.SqlSettings;
import io.polyloop.sql.Row;
import io.polyloop.sql.SqlStatement;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Runs queries of verticles, each in a transaction that only reads. Blocks: for worker threads. */
final class QueryRunner {
    private final JournalDatabase database;
    private final SqlSettings limits;

    QueryRunner(JournalDatabase database, SqlSettings limits) {
        this.database = database;
        this.limits = limits;
    }

    /** The time by which a query that arrives now has to begin. */
    Deadline deadline() {
        return Deadline.in(limits.timeout());
    }

    /**
     * Runs a query that {@link SqlGuard} has checked.
     *
     * @throws io.polyloop.topic.ProblemException with the reason
     */
    List<Row> run(SqlStatement query, Deadline begin) {
        if (begin.hasPassed()) {
            throw Problem.JOURNAL_BUSY.because("the query waited for sql.timeout behind other queries");
        }
        try {
            return database.retries().run(() -> attempt(query), deadline());
        } catch (SQLException failure) {
            throw SqlFailure.of(failure, query.sql());
        }
    }

    private List<Row> attempt(SqlStatement query) throws SQLException {
        Connection connection = database.connection();
        boolean clean = false;
        try {
            database.dialect().beginReadOnly(connection, limits.timeout());
            List<Row> rows = execute(connection, query);
            database.dialect().endReadOnly(connection);
            clean = true;
            return rows;
        } catch (SQLException failure) {
            database.reportFailure(failure);
            clean = SqlFault.of(failure) == SqlFault.REJECTION && rollBack(connection);
            throw failure;
        } catch (ProblemException refusal) {
            // A cancellation that arrives late would hit the next query.
            clean = refusal.problem() != Problem.VERTICLE_TIMEOUT && rollBack(connection);
            throw refusal;
        } finally {
            if (clean) {
                connection.close();
            } else {
                database.discard(connection);
            }
        }
    }

    /** Whether the connection can be used again. Not on SQLite, where a query has no transaction. */
    private boolean rollBack(Connection connection) {
        try {
            connection.rollback();
            database.dialect().endReadOnly(connection);
            return true;
        } catch (SQLException ended) {
            return false;
        }
    }

    private List<Row> execute(Connection connection, SqlStatement query) throws SQLException {
        try (Watch watch = database.watchdog().watch(limits.timeout());
                PreparedStatement prepared = connection.prepareStatement(query.sql())) {
            SqlParameters.bind(database.dialect(), prepared, 1, query);
            watch.running(prepared);
            return watch.run(() -> ResultReader.read(prepared, query.sql(), limits));
        } catch (SQLException failure) {
            if (SqlFailure.isWriteInQuery(failure)) {
                // Otherwise this would be an outage: a server that has become read-only.
                throw SqlFailure.fault("a query changes nothing: " + SqlFailure.text(failure), query.sql());
            }
            throw failure;
        }
    }
}
