package io.polyloop.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** A transaction that is rolled back unless it was committed. */
record Transaction(Connection connection) implements AutoCloseable {

    static Transaction begin(Database database) throws SQLException {
        Connection connection = database.connection();
        try {
            connection.setAutoCommit(false);
            database.history().begin(connection);
            return new Transaction(connection);
        } catch (SQLException busy) {
            // Neither left behind nor taken back: SQLite's driver now thinks that it is in a transaction.
            database.discard(connection);
            throw busy;
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** The pool rolls back what was not committed, and resets the connection. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
