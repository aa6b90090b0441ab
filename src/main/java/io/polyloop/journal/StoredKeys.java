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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The idempotency keys of one batch: those stored before, and those this batch brings. */
final class StoredKeys {
    /** Two topics may use the same key. */
    private record Key(TopicName topic, String key) {
        static Key of(Append append) {
            return new Key(append.topic(), append.key());
        }
    }

    private record Claim(int index, Append append) {}

    private final String epoch;
    private final Map<Key, KeyRow> stored = new HashMap<>();
    private final Map<Key, Claim> claims = new LinkedHashMap<>();

    StoredKeys(String epoch) {
        this.epoch = epoch;
    }

    /** Finds those stored before. Only while the topics' rows are locked. */
    void find(Connection connection, List<Append> appends) throws SQLException {
        Set<Key> keys = appends.stream()
                .filter(append -> append.key() != null)
                .map(Key::of)
                .collect(Collectors.toSet());
        try (PreparedStatement statement = connection.prepareStatement(Statements.findKeys(keys.size()))) {
            int mark = 1;
            for (Key key : keys) {
                statement.setString(mark++, key.topic().value());
                statement.setString(mark++, key.key());
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found(row);
                }
            }
        }
    }

    /** True if this append is the first with its key, and so has to be written. */
    boolean claim(Append append, int index) {
        Key key = Key.of(append);
        return !stored.containsKey(key) && claims.putIfAbsent(key, new Claim(index, append)) == null;
    }

    /** The answer to an append whose key was there before: the first answer again, or a conflict. */
    AppendResult repeat(Append append, IntFunction<Appended> ofBatch) {
        Key key = Key.of(append);
        KeyRow row = stored.containsKey(key) ? stored.get(key) : row(claims.get(key), ofBatch);
        if (!row.fingerprint().equals(append.fingerprint())) {
            return AppendResult.of(Problem.IDEMPOTENCY_CONFLICT.because(
                    "this key was used with another body; a new message needs a new key"));
        }
        Appended first = row.first();
        return AppendResult.of(new Appended(first.topic(), epoch, first.first(), first.count(), first.at(), true));
    }

    void insert(RowInserter rows, IntFunction<Appended> ofBatch) throws SQLException {
        rows.insertKeys(
                claims.values().stream().map(claim -> row(claim, ofBatch)).toList());
    }

    private static KeyRow row(Claim claim, IntFunction<Appended> ofBatch) {
        return KeyRow.of(claim.append(), ofBatch.apply(claim.index()));
    }

    private void found(ResultSet row) throws SQLException {
        Key key = new Key(new TopicName(row.getString(1)), row.getString(2));
        Appended first = new Appended(key.topic(), epoch, row.getLong(4), row.getInt(5), row.getLong(6), true);
        stored.put(key, new KeyRow(key.key(), row.getString(3), first));
    }
}
