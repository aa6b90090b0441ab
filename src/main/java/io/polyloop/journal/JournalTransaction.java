package io.polyloop.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A transaction. If it is not committed, its connection is closed: SQLite rolls back on its own if the disk is full or
 * fails, its driver does not notice, and each further statement would be committed separately.
 */
final class JournalTransaction implements AutoCloseable {
    private static final Duration UNBOUNDED = Duration.ofDays(1);

    private final JournalDatabase database;
    private final Connection connection;
    private final String epoch;
    private boolean committed;

    private JournalTransaction(JournalDatabase database, Connection connection, String epoch) {
        this.database = database;
        this.connection = connection;
        this.epoch = epoch;
    }

    static JournalTransaction begin(JournalDatabase database) throws SQLException {
        Connection connection = database.connection();
        try {
            return new JournalTransaction(database, connection, database.begin(connection, UNBOUNDED));
        } catch (SQLException busy) {
            database.discard(connection);
            throw busy;
        }
    }

    /** Begins a transaction on a connection without one. On PostgreSQL, the first statement sends the BEGIN. */
    static void begin(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            // The drivers send BEGIN only when this changes. Without it, each statement would be committed separately.
            throw new SQLException("the connection has an open transaction");
        }
        connection.setAutoCommit(false);
    }

    /** On SQLite, the driver's commit() would begin the next transaction and block other writers. */
    static void commit(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
    }

    Connection connection() {
        return connection;
    }

    /** The epoch of its history. */
    String epoch() {
        return epoch;
    }

    void commit() throws SQLException {
        commit(connection);
        committed = true;
    }

    @Override
    public void close() throws SQLException {
        if (committed) {
            connection.close();
        } else {
            database.discard(connection);
        }
    }
}
