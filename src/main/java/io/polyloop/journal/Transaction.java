package io.polyloop.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A transaction. The connection of one that was not committed is closed: SQLite rolls back by itself when its disk is
 * full or fails, its driver does not notice, and each further statement would be committed alone.
 */
final class Transaction implements AutoCloseable {
    private static final Duration UNBOUNDED = Duration.ofDays(1);

    private final Database database;
    private final Connection connection;
    private boolean committed;

    private Transaction(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    static Transaction begin(Database database) throws SQLException {
        Connection connection = database.connection();
        try {
            database.begin(connection, UNBOUNDED);
            return new Transaction(database, connection);
        } catch (SQLException busy) {
            database.discard(connection);
            throw busy;
        }
    }

    /** On a connection that no other transaction may have left open. On PostgreSQL the first statement begins it. */
    static void begin(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            // The drivers send BEGIN only when this changes: without one, each statement would be committed alone.
            throw new SQLException("a connection has a transaction that was neither committed nor rolled back");
        }
        connection.setAutoCommit(false);
    }

    /** The driver's own commit() would begin the next transaction on SQLite, and keep others from writing. */
    static void commit(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
    }

    Connection connection() {
        return connection;
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
