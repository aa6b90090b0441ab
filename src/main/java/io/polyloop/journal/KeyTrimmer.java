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
    private final ChunkedWork work;

    KeyTrimmer(Database database, JournalSettings settings, ChunkedWork pace) {
        this.database = database;
        this.settings = settings;
        this.work = pace;
    }

    /** Returns how many keys are left. */
    long trim(long now) throws SQLException {
        long expired = now - settings.keyRetention().toMillis();
        work.run(most -> deleteExpired(expired, most));
        long excess = count() - settings.keyLimit();
        if (excess > 0) {
            LOG.warn(
                    "there are {} idempotency keys more than journal.key-limit; the oldest are forgotten before"
                            + " journal.key-retention, and a repeat with one of them is stored again: raise"
                            + " journal.key-limit or shorten journal.key-retention",
                    excess);
            deleteOldest(excess);
        }
        return count();
    }

    /** One piece; returns how many went. */
    int deleteExpired(long before, int most) throws SQLException {
        return delete(Statements.EXPIRED_KEYS, before, most);
    }

    private void deleteOldest(long excess) throws SQLException {
        long[] left = {excess};
        work.run(most -> {
            int forgotten = delete(Statements.OLDEST_KEYS, Math.min(most, left[0]));
            left[0] -= forgotten;
            return left[0] > 0 ? most : 0;
        });
    }

    private int delete(String sql, long... parameters) throws SQLException {
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
