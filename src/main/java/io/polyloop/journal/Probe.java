package io.polyloop.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Probes the database. It uses the empty name, which no topic has. Blocks: for worker threads.
 */
final class Probe {
    private final JournalDatabase database;
    private final Clock clock;
    private final String row;

    /**
     * @param bytes the size of the row to write, which is that of the largest message: a smaller row could succeed on a
     *     disk that is nearly full
     */
    Probe(JournalDatabase database, Clock clock, int bytes) {
        this.database = database;
        this.clock = clock;
        this.row = '"' + "0".repeat(bytes) + '"';
    }

    /** Fails if the database does not answer, is read-only or keeps its topics locked. */
    void read() throws SQLException {
        probe(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(database.dialect().writableCheck())) {
                if (!select.executeQuery().next()) {
                    throw new SQLException("the database is read-only", SqlFault.READ_ONLY);
                }
            }
        });
    }

    /** Inserts a row like an append, and deletes it: an update in place would succeed on a full disk. */
    void write() throws SQLException {
        probe(connection -> {
            execute(connection, Statements.PROBE_TOPIC);
            execute(
                    connection,
                    Statements.PROBE_MESSAGE,
                    ThreadLocalRandom.current().nextLong(),
                    clock.millis(),
                    row);
        });
        probe(connection -> {
            execute(connection, Statements.PROBE_MESSAGE_END);
            execute(connection, Statements.PROBE_TOPIC_END);
        });
    }

    private interface Work {
        void run(Connection connection) throws SQLException;
    }

    private void probe(Work work) throws SQLException {
        try (JournalTransaction transaction = JournalTransaction.begin(database)) {
            work.run(transaction.connection());
            transaction.commit();
        } catch (SQLException failure) {
            database.reportFailure(failure);
            throw failure;
        }
    }

    private static void execute(Connection connection, String sql, Object... marks) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < marks.length; i++) {
                statement.setObject(i + 1, marks[i]);
            }
            statement.executeUpdate();
        }
    }
}
