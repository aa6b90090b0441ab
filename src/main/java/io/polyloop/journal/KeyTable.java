package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Problem;
import io.polyloop.topic.TopicName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The idempotency keys of one batch, and what was stored under each. */
final class KeyTable {
    private static final String FIND =
            "select topic, key, fingerprint, first, count, at from idempotency_keys" + " where (topic, key) in (%s)";

    /** Two topics may use the same key. */
    private record Key(TopicName topic, String value) {
        static Key of(Append append) {
            return new Key(append.topic(), append.key());
        }
    }

    private final Dialect dialect;
    /** Without a row, what is sent under the key is not stored yet. */
    private final Map<Key, KeyRow> rows = new HashMap<>();

    private final List<KeyRow> added = new ArrayList<>();

    KeyTable(Dialect dialect, List<Append> appends) {
        this.dialect = dialect;
        for (Append append : appends) {
            if (append.key() != null) {
                rows.put(Key.of(append), null);
            }
        }
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Finds the keys that earlier batches stored. Only while the topics' rows are locked. */
    Query find() {
        String[] topics = rows.keySet().stream().map(key -> key.topic().value()).toArray(String[]::new);
        String[] keys = rows.keySet().stream().map(Key::value).toArray(String[]::new);
        Dialect.Rows wanted = dialect.rows(topics, keys);
        return new Query(FIND.formatted(wanted.sql()), this::found, wanted.parameters());
    }

    private void found(ResultSet row) throws SQLException {
        Key key = new Key(new TopicName(row.getString(1)), row.getString(2));
        Appended first = new Appended(key.topic(), "", row.getLong(4), row.getInt(5), row.getLong(6), true);
        rows.put(key, new KeyRow(key.value(), row.getString(3), first));
    }

    /** Those to be stored: all but repeats of a key that is stored already or comes earlier in the batch. */
    List<Append> unstored(List<Append> appends) {
        Set<Key> seen = new HashSet<>();
        return appends.stream()
                .filter(append -> append.key() == null || rows.get(Key.of(append)) == null && seen.add(Key.of(append)))
                .toList();
    }

    /** The result of a repeat: the first result again, or a conflict; null if its key is not stored yet. */
    AppendResult repeated(Append append, String epoch) {
        KeyRow row = append.key() == null ? null : rows.get(Key.of(append));
        if (row == null) {
            return null;
        }
        if (!row.fingerprint().equals(append.fingerprint())) {
            return new AppendResult.Refused(Problem.IDEMPOTENCY_CONFLICT.because(
                    "this key was used with another body; a new message needs a new key"));
        }
        return row.first().repeatedIn(epoch);
    }

    /** Adds the key of an append, if it has one, with its result, which is returned. */
    Appended add(Append append, Appended result) {
        if (append.key() != null) {
            KeyRow row = KeyRow.of(append, result);
            rows.put(Key.of(append), row);
            added.add(row);
        }
        return result;
    }

    /** The keys to be stored. */
    List<KeyRow> added() {
        return added;
    }
}
