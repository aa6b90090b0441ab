package io.polyloop.journal;

import io.polyloop.journal.SequenceAllocator.Unnumbered;
import io.polyloop.topic.Append;
import io.polyloop.topic.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Inserts all rows with one statement and one array for each column, which is planned once for batches of any size. It
 * goes with the one that advances the heads, in one round trip, unless keys must be looked up between them.
 */
final class PostgresRowInserter implements RowInserter {
    // The first message of a batch carries its id.
    private static final String MESSAGES = "insert into messages (batch, topic, seq, at, data)"
            + " select case place when 1 then ?::uuid end, topic, seq, at, data"
            + " from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[])"
            + " with ordinality as batch (topic, seq, at, data, place)";
    // The heads and times are those that this transaction has just set, and keeps locked.
    private static final String AFTER_ADVANCE = "insert into messages (batch, topic, seq, at, data)"
            + " select case place when 1 then ?::uuid end, name, head - following, at, data"
            + " from unnest(?::text[], ?::bigint[], ?::text[])"
            + " with ordinality as batch (topic, following, data, place) join topics on name = topic";
    private static final String KEYS = "insert into idempotency_keys (topic, key, fingerprint, first, count, at)"
            + " select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])";

    private final Dialect dialect;
    private final Connection connection;

    PostgresRowInserter(Dialect dialect, Connection connection) {
        this.dialect = dialect;
        this.connection = connection;
    }

    @Override
    public Optional<Query> afterAdvance(SequenceAllocator sequences, List<Append> appends, UUID batch) {
        List<Unnumbered> rows = sequences.unnumbered(appends);
        return Optional.of(new Query(
                AFTER_ADVANCE,
                batch,
                texts(rows, row -> row.topic().value()),
                numbers(rows, Unnumbered::following),
                texts(rows, row -> row.data().toString())));
    }

    @Override
    public void insert(List<Message> messages, List<KeyRow> keys, UUID batch) throws SQLException {
        List<Query> inserts = new ArrayList<>();
        if (!keys.isEmpty()) {
            inserts.add(keys(keys));
        }
        if (!messages.isEmpty()) {
            inserts.add(messages(messages, batch));
        }
        if (!inserts.isEmpty()) {
            dialect.run(connection, inserts.toArray(Query[]::new));
        }
    }

    private static Query messages(List<Message> rows, UUID batch) {
        return new Query(
                MESSAGES,
                batch,
                texts(rows, message -> message.topic().value()),
                numbers(rows, Message::seq),
                numbers(rows, Message::at),
                texts(rows, message -> message.data().toString()));
    }

    private static Query keys(List<KeyRow> rows) {
        return new Query(
                KEYS,
                texts(rows, KeyRow::topic),
                texts(rows, KeyRow::key),
                texts(rows, KeyRow::fingerprint),
                numbers(rows, row -> row.first().first()),
                numbers(rows, row -> row.first().count()),
                numbers(rows, row -> row.first().at()));
    }

    private static <R> String[] texts(List<R> rows, Function<R, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static <R> long[] numbers(List<R> rows, ToLongFunction<R> column) {
        return rows.stream().mapToLong(column).toArray();
    }
}
