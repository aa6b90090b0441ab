package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes idempotency keys that are too old, and the oldest of those that are too many. Blocks. */
final class KeyTrimmer {
    private static final Logger LOG = LoggerFactory.getLogger(KeyTrimmer.class);

    private final Database database;
    private final JournalSettings settings;
    private final Pace pace;

    KeyTrimmer(Database database, JournalSettings settings, Pace pace) {
        this.database = database;
        this.settings = settings;
        this.pace = pace;
    }

    /** Returns how many keys are left. */
    long trim(long now) throws SQLException {
        long expired = now - settings.keyRetention().toMillis();
        pace.run(most -> forgetExpired(expired, most));
        long excess = count() - settings.keyLimit();
        if (excess > 0) {
            LOG.warn(
                    "there are {} idempotency keys more than journal.key-limit; the oldest are forgotten before"
                            + " journal.key-retention, and a repeat with one of them is stored again: raise"
                            + " journal.key-limit or shorten journal.key-retention",
                    excess);
            forgetOldest(excess);
        }
        return count();
    }

    /** One piece; returns how many went. */
    int forgetExpired(long before, int most) throws SQLException {
        return forget(Statements.EXPIRED_KEYS, before, most);
    }

    private void forgetOldest(long excess) throws SQLException {
        long[] left = {excess};
        pace.run(most -> {
            int forgotten = forget(Statements.OLDEST_KEYS, Math.min(most, left[0]));
            left[0] -= forgotten;
            return left[0] > 0 ? most : 0;
        });
    }

    private int forget(String sql, long... parameters) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement delete = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                delete.setLong(i + 1, parameters[i]);
            }
            return delete.executeUpdate();
        }
    }

    private long count() throws SQLException {
        return database.query((connection, epoch) -> {
            try (PreparedStatement count = connection.prepareStatement(Statements.COUNT_KEYS);
                    ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
