package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes idempotency keys past their retention, and the oldest keys beyond the limit. Blocks. */
final class KeyTrimmer {
    private static final Logger LOG = LoggerFactory.getLogger(KeyTrimmer.class);

    private final JournalDatabase database;
    private final JournalSettings settings;
    private final ChunkedWork work;

    KeyTrimmer(JournalDatabase database, JournalSettings settings, ChunkedWork work) {
        this.database = database;
        this.settings = settings;
        this.work = work;
    }

    /** Returns the number of remaining keys. */
    long trim(long now) throws SQLException {
        long expired = now - settings.keyRetention().toMillis();
        work.run(maxRows -> deleteExpired(expired, maxRows) == maxRows);
        long excess = count() - settings.keyLimit();
        if (excess > 0) {
            LOG.warn(
                    "deleting {} idempotency keys beyond journal.key-limit before their journal.key-retention; a repeat"
                            + " with one of them is stored again; increase journal.key-limit or shorten"
                            + " journal.key-retention",
                    excess);
            deleteOldest(excess);
        }
        return count();
    }

    /** Deletes one chunk; returns the number of deleted keys. */
    int deleteExpired(long before, int maxRows) throws SQLException {
        return delete(Statements.EXPIRED_KEYS, before, maxRows);
    }

    private void deleteOldest(long excess) throws SQLException {
        long[] left = {excess};
        work.run(maxRows -> {
            int deleted = delete(Statements.OLDEST_KEYS, Math.min(maxRows, left[0]));
            left[0] -= deleted;
            return left[0] > 0 && deleted > 0;
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
