package io.polyloop.bench.append;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** One connection that writes as the journal's tables want it, with statements prepared once. */
final class Transaction implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement advance;
    private final PreparedStatement insert;

    Transaction(Connection connection) throws SQLException {
        this.connection = connection;
        this.advance = connection.prepareStatement(Sql.ADVANCE);
        this.insert = connection.prepareStatement(Sql.INSERT);
    }

    /** One commit of so many messages, spread over so many topics from this one on. */
    void commit(int messages, int topic, int topics) throws SQLException {
        long now = System.currentTimeMillis();
        for (int i = 0; i < topics; i++) {
            int count = messages / topics + (i < messages % topics ? 1 : 0);
            add(Work.topic(topic + i), count, now);
        }
        insert.executeBatch();
        connection.commit();
    }

    private void add(String topic, int count, long now) throws SQLException {
        long seq = advance(topic, count, now) - count;
        for (int i = 0; i < count; i++) {
            insert.setString(1, topic);
            insert.setLong(2, ++seq);
            insert.setLong(3, now);
            insert.setString(4, Work.DATA);
            insert.addBatch();
        }
    }

    private long advance(String topic, int count, long now) throws SQLException {
        advance.setString(1, topic);
        advance.setLong(2, count);
        advance.setLong(3, now);
        try (ResultSet row = advance.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
