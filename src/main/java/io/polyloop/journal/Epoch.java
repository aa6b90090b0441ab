package io.polyloop.journal;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Consumer;

/** The epoch in the journal's table: it names a history of the journal. */
final class Epoch {
    private static final int LENGTH = 16;

    private Epoch() {}

    /** A new, unique name. */
    static String random() {
        return new SecureRandom()
                .ints(LENGTH, 0, Character.MAX_RADIX)
                .collect(
                        StringBuilder::new,
                        (text, digit) -> text.append(Character.forDigit(digit, Character.MAX_RADIX)),
                        StringBuilder::append)
                .toString();
    }

    /** Reads the epoch. On PostgreSQL, {@code journal_epoch()} also detects that it is outdated. */
    static String read(Connection connection) throws SQLException {
        String[] epoch = new String[1];
        read(found -> epoch[0] = found).run(connection);
        return require(epoch[0]);
    }

    /** The query for it. */
    static Query read(Consumer<String> epoch) {
        return new Query(Statements.EPOCH, row -> epoch.accept(row.getString(1)));
    }

    /** Fails if a transaction has found none. */
    static String require(String epoch) throws SQLException {
        if (epoch == null) {
            throw new SQLException("the journal has no epoch: its database was emptied while the node was running");
        }
        return epoch;
    }

    /** Starts the first history of a new journal. */
    static void ensure(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(Statements.NEW_EPOCH)) {
            insert.setString(1, random());
            insert.executeUpdate();
        }
    }

    /** Starts another history, in which earlier positions are invalid; returns its epoch. */
    static String renew(Connection connection) throws SQLException {
        String epoch = random();
        try (PreparedStatement update = connection.prepareStatement(Statements.RENEW_EPOCH)) {
            update.setString(1, epoch);
            update.executeUpdate();
        }
        return epoch;
    }
}
