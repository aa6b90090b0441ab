package io.polyloop.proof.outbox;

import io.polyloop.proof.client.StoredTopic;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the database holds at the end of a run.
 *
 * @param rows the orders
 * @param counters the value of each counter
 * @param topics by name, as far as they belong to the proof
 * @param keys all idempotency keys
 */
record Stored(List<Row> rows, Map<String, Long> counters, Map<String, StoredTopic> topics, List<String> keys) {

    /** @param messages how many messages the order has */
    record Row(String id, String counter, int messages) {}

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Reads everything without a node. */
    static Stored read(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            List<Row> rows = list(
                    connection,
                    "select id, counter, messages from outbox_orders",
                    row -> new Row(row.getString(1), row.getString(2), row.getInt(3)));
            Map<String, Long> counters = new HashMap<>();
            list(
                    connection,
                    "select name, value from outbox_counters",
                    row -> counters.put(row.getString(1), row.getLong(2)));
            List<String> keys = list(connection, "select key from idempotency_keys", row -> row.getString(1));
            return new Stored(rows, counters, StoredTopic.read(url), keys);
        }
    }

    /** The keys of all messages. */
    List<String> messages() {
        return topics.values().stream().flatMap(topic -> topic.keys().stream()).toList();
    }

    private static <T> List<T> list(Connection connection, String sql, Reader<T> reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }
}
