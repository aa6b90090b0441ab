package io.polyloop.bench.append;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** One connection that writes to the tables of the journal, with statements prepared once. */
final class MessageWriter implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement advanceHead;
    private final PreparedStatement insert;

    MessageWriter(Connection connection) throws SQLException {
        this.connection = connection;
        this.advanceHead = connection.prepareStatement(JournalSchema.ADVANCE_HEAD);
        this.insert = connection.prepareStatement(JournalSchema.INSERT);
    }

    /** Commits {@code messages} messages, spread evenly over {@code topics} topics that start with {@code topic}. */
    void commit(int messages, int topic, int topics) throws SQLException {
        long now = System.currentTimeMillis();
        for (int i = 0; i < topics; i++) {
            int count = messages / topics + (i < messages % topics ? 1 : 0);
            addBatch(SampleMessages.topic(topic + i), count, now);
        }
        insert.executeBatch();
        connection.commit();
    }

    private void addBatch(String topic, int count, long now) throws SQLException {
        long seq = advanceHead(topic, count, now) - count;
        for (int i = 0; i < count; i++) {
            insert.setString(1, topic);
            insert.setLong(2, ++seq);
            insert.setLong(3, now);
            insert.setString(4, SampleMessages.DATA);
            insert.addBatch();
        }
    }

    private long advanceHead(String topic, int count, long now) throws SQLException {
        advanceHead.setString(1, topic);
        advanceHead.setLong(2, count);
        advanceHead.setLong(3, now);
        try (ResultSet row = advanceHead.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
