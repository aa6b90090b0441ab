package io.polyloop.journal;

import io.polyloop.config.Retention;
import io.polyloop.config.TopicRetention;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Finds the messages past their retention. For one thread. */
final class RetentionCheck {
    /** The number of message times in one query. */
    private static final int SLICE = 1_000;

    private final Retention retention;
    /** By topic, for topics with a limit of bytes. */
    private final Map<String, StoredBytes> bytes = new HashMap<>();

    RetentionCheck(Retention retention) {
        this.retention = retention;
    }

    /** The last message of the topic that is past its retention. */
    long expiredThrough(Connection connection, StoredTopic topic, long now) throws SQLException {
        TopicRetention bounds = retention.of(topic.name());
        long through = Math.max(topic.first() - 1, topic.head() - bounds.messages());
        through = Math.max(through, byAge(connection, topic, now - bounds.age().toMillis(), now));
        if (bounds.bytes() < Long.MAX_VALUE && through < topic.head()) {
            through = Math.max(through, byBytes(connection, topic, through + 1, bounds.bytes()));
        }
        return through;
    }

    private long byBytes(Connection connection, StoredTopic topic, long first, long limit) throws SQLException {
        return bytes.computeIfAbsent(topic.name(), StoredBytes::new).through(connection, first, topic.head(), limit);
    }

    private static long byAge(Connection connection, StoredTopic topic, long since, long now) throws SQLException {
        long correct = now + Statements.MAX_CLOCK_LEAD_MS;
        if (topic.oldestAt() >= since && topic.oldestAt() <= correct) {
            return 0;
        }
        return expired(connection, topic, since, correct);
    }

    /** Ignores times of a wrong clock: such messages expire with the first later message that does. */
    private static long expired(Connection connection, StoredTopic topic, long since, long correct)
            throws SQLException {
        long through = 0;
        long next = topic.oldest();
        try (PreparedStatement times = connection.prepareStatement(Statements.TIMES)) {
            int rows = SLICE;
            while (rows == SLICE) {
                rows = 0;
                times.setString(1, topic.name());
                times.setLong(2, next);
                times.setInt(3, SLICE);
                try (ResultSet row = times.executeQuery()) {
                    for (; row.next(); rows++) {
                        long at = row.getLong(2);
                        if (at >= since && at <= correct) {
                            return through;
                        }
                        next = row.getLong(1) + 1;
                        through = at < since ? row.getLong(1) : through;
                    }
                }
            }
        }
        return through;
    }
}
