package io.polyloop.bench.transaction;

import io.polyloop.bench.append.JournalSchema;
import io.polyloop.bench.append.SampleMessages;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One connection that writes rows and messages, with statements prepared once. */
final class OrderWriter {
    private final Connection connection;
    private final PreparedStatement order;
    private final PreparedStatement head;
    private final PreparedStatement message;

    OrderWriter(Connection connection) throws SQLException {
        this.connection = connection;
        order = connection.prepareStatement(Orders.INSERT);
        head = connection.prepareStatement(JournalSchema.ADVANCE_HEAD);
        message = connection.prepareStatement(JournalSchema.INSERT);
    }

    /** Commits an order and its message for each of these writers. */
    void commit(List<Integer> writers) throws SQLException {
        long now = System.currentTimeMillis();
        // In the order of the topics, or two connections would deadlock.
        Map<String, Integer> topics = new TreeMap<>();
        for (int writer : writers) {
            long id = Orders.nextId();
            order.setLong(1, id);
            order.setString(2, Orders.customer(writer));
            order.setLong(3, Orders.cents(id));
            order.addBatch();
            topics.merge(SampleMessages.topic(writer), 1, Integer::sum);
        }
        order.executeBatch();
        for (Map.Entry<String, Integer> topic : topics.entrySet()) {
            addMessages(topic.getKey(), topic.getValue(), now);
        }
        message.executeBatch();
        connection.commit();
    }

    private void addMessages(String topic, int count, long now) throws SQLException {
        long seq = advance(topic, count, now) - count;
        for (int i = 0; i < count; i++) {
            message.setString(1, topic);
            message.setLong(2, ++seq);
            message.setLong(3, now);
            message.setString(4, Work.DATA.encode());
            message.addBatch();
        }
    }

    private long advance(String topic, int count, long now) throws SQLException {
        head.setString(1, topic);
        head.setLong(2, count);
        head.setLong(3, now);
        try (ResultSet row = head.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
