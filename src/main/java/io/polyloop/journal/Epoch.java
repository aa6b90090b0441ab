package io.polyloop.journal;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The name of a history of the journal. */
final class Epoch {
    private static final int LENGTH = 16;

    private Epoch() {}

    /** A name that no history has had. */
    static String random() {
        return new SecureRandom()
                .ints(LENGTH, 0, Character.MAX_RADIX)
                .collect(
                        StringBuilder::new,
                        (text, digit) -> text.append(Character.forDigit(digit, Character.MAX_RADIX)),
                        StringBuilder::append)
                .toString();
    }

    /** The epoch in the table. PostgreSQL has {@code journal_epoch()}, which also finds out that it is outdated. */
    static String read(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(Statements.EPOCH);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("the journal has no epoch: its database was emptied under the node");
            }
            return row.getString(1);
        }
    }

    /** Begins the first history of a new journal. */
    static void ensure(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(Statements.NEW_EPOCH)) {
            insert.setString(1, random());
            insert.executeUpdate();
        }
    }

    /** Begins another history: positions of the one before are refused from now on. Returns its epoch. */
    static String renew(Connection connection) throws SQLException {
        String epoch = random();
        try (PreparedStatement update = connection.prepareStatement(Statements.RENEW_EPOCH)) {
            update.setString(1, epoch);
            update.executeUpdate();
        }
        return epoch;
    }
}
