package io.polyloop.proof.client;

import io.vertx.core.json.JsonObject;
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
 * One topic as it is stored in the database.
 *
 * @param head the last assigned sequence number
 * @param keys the keys of the messages, in the order of their sequence numbers
 * @param gaps the number of sequence numbers up to the head that have no message
 * @param digest comparable with the digest of a {@link DeliveryCheck}
 */
public record StoredTopic(long head, List<String> keys, long gaps, long digest) {

    /** Reads every topic from the database, without a node. */
    public static Map<String, StoredTopic> read(String url) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            Map<String, StoredTopic> topics = new HashMap<>();
            try (ResultSet heads = statement.executeQuery("select name, head from topics")) {
                while (heads.next()) {
                    topics.put(heads.getString(1), read(connection, heads.getString(1), heads.getLong(2)));
                }
            }
            return topics;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static StoredTopic read(Connection connection, String topic, long head) throws SQLException {
        List<String> keys = new ArrayList<>();
        long digest = 0;
        try (var select = connection.prepareStatement("select seq, data from messages where topic = ? order by seq")) {
            select.setString(1, topic);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                String key = new JsonObject(rows.getString(2)).getString("key");
                keys.add(key);
                digest = DeliveryCheck.digest(digest, rows.getLong(1), key);
            }
        }
        return new StoredTopic(head, keys, head - keys.size(), digest);
    }

    /** Whether the message is stored at the acknowledged sequence number. */
    public boolean contains(Ack ack) {
        int index = (int) ack.seq() - 1;
        return index < keys.size() && keys.get(index).equals(ack.key());
    }
}
