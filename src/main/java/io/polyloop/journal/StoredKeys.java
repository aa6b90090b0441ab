package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Problem;
import io.polyloop.topic.TopicName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** The idempotency keys of one topic within one batch: those stored before, and those this batch brings. */
final class StoredKeys {
    private record Stored(String fingerprint, Appended first) {}

    private record Claim(int index, Append append, String fingerprint) {}

    private final Connection connection;
    private final TopicName topic;
    private final String epoch;
    private final Map<String, Stored> stored = new HashMap<>();
    private final Map<String, Claim> claims = new LinkedHashMap<>();

    StoredKeys(Connection connection, TopicName topic, String epoch) {
        this.connection = connection;
        this.topic = topic;
        this.epoch = epoch;
    }

    /** True if this append is the first with its key, and so has to be written. */
    boolean claim(Append append, int index) throws SQLException {
        String key = append.key();
        if (claims.containsKey(key) || stored.containsKey(key) || find(key)) {
            return false;
        }
        claims.put(key, new Claim(index, append, append.fingerprint()));
        return true;
    }

    /** The answer to an append whose key was there before: the first answer again, or a conflict. */
    Outcome repeat(Append append, IntFunction<Appended> ofBatch) {
        Stored first = stored.get(append.key());
        if (first == null) {
            Claim claim = claims.get(append.key());
            first = new Stored(claim.fingerprint(), ofBatch.apply(claim.index()));
        }
        if (!first.fingerprint().equals(append.fingerprint())) {
            return Outcome.of(Problem.IDEMPOTENCY_CONFLICT.because(
                    "this key was used with another body; a new message needs a new key"));
        }
        Appended answer = first.first();
        return Outcome.of(new Appended(topic, epoch, answer.first(), answer.count(), answer.at(), true));
    }

    void insert(IntFunction<Appended> ofBatch) throws SQLException {
        if (claims.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(Statements.INSERT_KEY)) {
            for (Map.Entry<String, Claim> entry : claims.entrySet()) {
                Appended appended = ofBatch.apply(entry.getValue().index());
                statement.setString(1, topic.value());
                statement.setString(2, entry.getKey());
                statement.setString(3, entry.getValue().fingerprint());
                statement.setLong(4, appended.first());
                statement.setInt(5, appended.count());
                statement.setLong(6, appended.at());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private boolean find(String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Statements.FIND_KEY)) {
            statement.setString(1, topic.value());
            statement.setString(2, key);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                Appended first = new Appended(topic, epoch, row.getLong(2), row.getInt(3), row.getLong(4), true);
                stored.put(key, new Stored(row.getString(1), first));
                return true;
            }
        }
    }
}
