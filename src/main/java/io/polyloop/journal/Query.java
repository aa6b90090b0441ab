package io.polyloop.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A statement with its parameters and the reader of its rows. {@link Dialect#run} sends several in one round trip to a
 * database on the network.
 *
 * @param row called for each row of the result
 */
record Query(String sql, Row row, Object... parameters) {
    /** Reads the columns of the current row. */
    interface Row {
        void read(ResultSet row) throws SQLException;
    }

    /** A statement whose rows, if any, are ignored. */
    Query(String sql, Object... parameters) {
        this(sql, row -> {}, parameters);
    }

    /** Executes this statement alone. */
    void run(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 1);
            if (statement.execute()) {
                read(statement);
            }
        }
    }

    /** Sets the parameters from {@code first} on; returns the index after the last. */
    int bind(PreparedStatement statement, int first) throws SQLException {
        int index = first;
        for (Object parameter : parameters) {
            statement.setObject(index++, parameter);
        }
        return index;
    }

    /** Reads the rows of the statement's current result. */
    void read(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                row.read(rows);
            }
        }
    }
}
