package io.polyloop.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Gives sequence numbers within one transaction: one statement for all topics of a batch, since over a network each
 * statement is a round trip with the rows locked. Topics come in name order.
 */
final class SequenceAllocator {
    private final Connection connection;
    private final long now;

    SequenceAllocator(Connection connection, long now) {
        this.connection = connection;
        this.now = now;
    }

    /** Locks these topics until the end of the transaction. */
    void lock(Collection<TopicBatch> topics) throws SQLException {
        allocate(topics, topic -> 0);
    }

    /** Moves each topic's head by its new messages; topics that have none stay as they are. */
    void allocate(Collection<TopicBatch> topics) throws SQLException {
        List<TopicBatch> growing =
                topics.stream().filter(topic -> topic.count() > 0).toList();
        if (!growing.isEmpty()) {
            allocate(growing, TopicBatch::count);
        }
    }

    private void allocate(Collection<TopicBatch> topics, ToIntFunction<TopicBatch> by) throws SQLException {
        Map<String, TopicBatch> named = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(Statements.advance(topics.size()))) {
            int mark = 1;
            for (TopicBatch topic : topics) {
                named.put(topic.topic().value(), topic);
                statement.setString(mark++, topic.topic().value());
                statement.setLong(mark++, by.applyAsInt(topic));
                statement.setLong(mark++, now);
                statement.setInt(mark++, by.applyAsInt(topic) > 0 ? 1 : 0);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    named.get(row.getString(1)).advanced(row.getLong(2), row.getLong(3));
                }
            }
        }
    }
}
