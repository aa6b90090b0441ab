package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes messages and keys past their retention, oldest first, and expired credentials. Topics without messages cost nothing. Blocks: for worker
 * threads only, one at a time.
 */
final class Trimmer {
    /** The number of topics in one query. */
    private static final int TOPICS = 500;

    private final JournalDatabase database;
    private final Clock clock;
    private final ChunkedWork work;
    private final RetentionCheck expiry;
    private final MessageDeleter removal;
    private final KeyTrimmer keys;
    private final CredentialTrimmer credentials;
    private boolean marked;

    Trimmer(JournalDatabase database, JournalSettings settings, Clock clock, ChunkedWork work) {
        this.database = database;
        this.clock = clock;
        this.work = work;
        this.expiry = new RetentionCheck(settings.retention());
        this.removal = new MessageDeleter(database, work);
        this.keys = new KeyTrimmer(database, settings, work);
        this.credentials = new CredentialTrimmer(database, work);
    }

    /** Deletes everything that is due; returns the number of deleted messages. */
    long trim() throws SQLException {
        markStoredTopics();
        long trimmed = 0;
        String last = "";
        List<StoredTopic> topics;
        do {
            topics = storedTopics(last);
            trimmed += removal.delete(expired(topics));
            last = topics.isEmpty() ? last : topics.get(topics.size() - 1).name();
        } while (topics.size() == TOPICS && !work.stopped());
        keys.trim(clock.millis());
        credentials.trim(clock.millis());
        return trimmed;
    }

    /**
     * Runs once: nodes of an earlier build, in the same cluster, store messages without marking the topic.
     */
    private void markStoredTopics() throws SQLException {
        if (!marked) {
            try (Connection connection = database.connection();
                    PreparedStatement mark = connection.prepareStatement(Statements.MARK_KEPT)) {
                mark.executeUpdate();
            }
            marked = true;
        }
    }

    private List<StoredTopic> storedTopics(String after) throws SQLException {
        return database.query((connection, epoch) -> {
            List<StoredTopic> topics = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(Statements.KEPT)) {
                statement.setString(1, after);
                statement.setInt(2, TOPICS);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        topics.add(StoredTopic.of(row));
                    }
                }
            }
            return topics;
        });
    }

    private List<MessageDeleter.Through> expired(List<StoredTopic> topics) throws SQLException {
        long now = clock.millis();
        return database.query((connection, epoch) -> {
            List<MessageDeleter.Through> expired = new ArrayList<>();
            for (StoredTopic topic : topics) {
                long through = expiry.expiredThrough(connection, topic, now);
                if (through >= topic.oldest()) {
                    expired.add(new MessageDeleter.Through(topic.name(), through));
                }
            }
            return expired;
        });
    }
}
