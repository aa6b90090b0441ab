package io.polyloop.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** The history in a SQLite file. The file itself is watched by {@link DatabaseFile}. */
final class SqliteHistory extends History {

    @Override
    String find(Connection connection, Duration most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(Statements.EPOCH);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("the journal has no epoch: its database was emptied under the node");
            }
            return row.getString(1);
        }
    }
}
