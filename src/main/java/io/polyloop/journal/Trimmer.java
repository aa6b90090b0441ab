package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Removes messages and keys past their retention, always from a topic's oldest end. Works in small transactions: one
 * long delete would hold SQLite's only write lock and make every append wait. Blocks: for worker threads only.
 */
final class Trimmer {
    private static final int CHUNK = 1_000;

    private final Database database;
    private final JournalSettings settings;
    private final Clock clock;

    Trimmer(Database database, JournalSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Trims what is due now; returns how many messages went. */
    long trim() throws SQLException {
        Map<String, Long> last = new HashMap<>();
        long trimmed = 0;
        long kept = settings.retention().all().messages();
        collect(last, Statements.EXPIRED_BY_COUNT, kept, kept);
        collect(
                last,
                Statements.EXPIRED_BY_AGE,
                clock.millis() - settings.retention().all().age().toMillis());
        for (Map.Entry<String, Long> topic : last.entrySet()) {
            trimmed += trim(topic.getKey(), topic.getValue());
        }
        forgetKeys();
        return trimmed;
    }

    private long trim(String topic, long last) throws SQLException {
        long trimmed = 0;
        int deleted;
        do {
            deleted = trimChunk(topic, last);
            trimmed += deleted;
        } while (deleted == CHUNK);
        return trimmed;
    }

    private int trimChunk(String topic, long last) throws SQLException {
        try (Transaction transaction = Transaction.begin(database);
                PreparedStatement move = transaction.connection().prepareStatement(Statements.MOVE_FIRST);
                PreparedStatement delete = transaction.connection().prepareStatement(Statements.DELETE_MESSAGES)) {
            // First say that they are gone, then delete: a reader in between must not take the hole for history.
            move.setLong(1, last + 1);
            move.setString(2, topic);
            move.setLong(3, last + 1);
            move.executeUpdate();
            delete.setString(1, topic);
            delete.setString(2, topic);
            delete.setLong(3, last);
            delete.setInt(4, CHUNK);
            int deleted = delete.executeUpdate();
            transaction.commit();
            return deleted;
        }
    }

    private void forgetKeys() throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(Statements.DELETE_KEYS)) {
            statement.setLong(1, clock.millis() - settings.keyRetention().toMillis());
            statement.executeUpdate();
        }
    }

    private void collect(Map<String, Long> last, String query, long... parameters) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    last.merge(row.getString(1), row.getLong(2), Math::max);
                }
            }
        }
    }
}
