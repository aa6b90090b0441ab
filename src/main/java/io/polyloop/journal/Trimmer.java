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
 * Removes messages and keys past their retention, always from a topic's oldest end. Topics without messages cost
 * nothing. Blocks: for worker threads only, one at a time.
 */
final class Trimmer {
    /** Topics looked at in one query. */
    private static final int TOPICS = 500;

    private final Database database;
    private final Clock clock;
    private final Pace pace;
    private final Expiry expiry;
    private final Removal removal;
    private final KeyTrimmer keys;
    private boolean marked;

    Trimmer(Database database, JournalSettings settings, Clock clock, Pace pace) {
        this.database = database;
        this.clock = clock;
        this.pace = pace;
        this.expiry = new Expiry(settings.retention());
        this.removal = new Removal(database, pace);
        this.keys = new KeyTrimmer(database, settings, pace);
    }

    /** Trims what is due now; returns how many messages went. */
    long trim() throws SQLException {
        markKept();
        long trimmed = 0;
        String last = "";
        List<KeptTopic> topics;
        do {
            topics = kept(last);
            trimmed += removal.remove(expired(topics));
            last = topics.isEmpty() ? last : topics.get(topics.size() - 1).name();
        } while (topics.size() == TOPICS && !pace.stopped());
        keys.trim(clock.millis());
        return trimmed;
    }

    /**
     * Once: a node of an earlier build, in the same cluster, stores messages without saying that the topic has some.
     */
    private void markKept() throws SQLException {
        if (!marked) {
            try (Connection connection = database.connection();
                    PreparedStatement mark = connection.prepareStatement(Statements.MARK_KEPT)) {
                mark.executeUpdate();
            }
            marked = true;
        }
    }

    private List<KeptTopic> kept(String after) throws SQLException {
        return database.query((connection, epoch) -> {
            List<KeptTopic> topics = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(Statements.KEPT)) {
                statement.setString(1, after);
                statement.setInt(2, TOPICS);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        topics.add(KeptTopic.of(row));
                    }
                }
            }
            return topics;
        });
    }

    private List<Removal.Through> expired(List<KeptTopic> topics) throws SQLException {
        long now = clock.millis();
        return database.query((connection, epoch) -> {
            List<Removal.Through> expired = new ArrayList<>();
            for (KeptTopic topic : topics) {
                long through = expiry.through(connection, topic, now);
                if (through >= topic.oldest()) {
                    expired.add(new Removal.Through(topic.name(), through));
                }
            }
            return expired;
        });
    }
}
