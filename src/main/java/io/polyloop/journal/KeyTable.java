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

/** The idempotency keys of one batch, with the result that is stored for each. */
final class KeyTable {
    private static final String FIND =
            "select topic, key, fingerprint, first, count, at from idempotency_keys where (topic, key) in (%s)";

    /** Two topics can use the same key. */
    record Key(TopicName topic, String value) {
        static Key of(Append append) {
            return new Key(append.topic(), append.key());
        }
    }

    private final Dialect dialect;
    /** The row is null while nothing is stored under the key. */
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

    /** Finds the keys of earlier batches. Valid only while the topics' rows are locked. */
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

    /** The fingerprint that is stored under the append's key; null if there is none, or no key. */
    String storedFingerprint(Append append) {
        KeyRow row = append.key() == null ? null : rows.get(Key.of(append));
        return row == null ? null : row.fingerprint();
    }

    /** The appends to store: all except repeats of a key that is stored or occurs earlier in the batch. */
    List<Append> unstored(List<Append> appends) {
        Set<Key> seen = new HashSet<>();
        return appends.stream()
                .filter(append -> append.key() == null || rows.get(Key.of(append)) == null && seen.add(Key.of(append)))
                .toList();
    }

    /** The result of a repeat, which is the first result or a conflict; null if the append is not a repeat. */
    AppendResult repeated(Append append, String epoch) {
        KeyRow row = append.key() == null ? null : rows.get(Key.of(append));
        if (row == null) {
            return null;
        }
        if (!row.fingerprint().equals(append.fingerprint())) {
            return new AppendResult.Refused(Problem.IDEMPOTENCY_CONFLICT.because(
                    "the key was used with another body; send a new message with a new key"));
        }
        return row.repeatedIn(epoch);
    }

    /** Adds the key of an append, if it has one, with its result; returns the result. */
    Appended add(Append append, Appended result) {
        if (append.key() != null) {
            KeyRow row = KeyRow.of(append, result);
            rows.put(Key.of(append), row);
            added.add(row);
        }
        return result;
    }

    /** The keys to store. */
    List<KeyRow> added() {
        return added;
    }
}
