package io.polyloop.journal;

import io.polyloop.topic.Message;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** All rows in one statement, a column an array: PostgreSQL prepares it once for batches of every size. */
final class PostgresRowInserter implements RowInserter {
    private static final String TEXT = "text";
    private static final String LONG = "bigint";

    private final Connection connection;
    private final PreparedStatement messages;
    private final PreparedStatement keys;

    PostgresRowInserter(Connection connection) throws SQLException {
        this.connection = connection;
        this.messages = connection.prepareStatement(Statements.INSERT_BATCH);
        this.keys = connection.prepareStatement(Statements.INSERT_KEYS);
    }

    @Override
    public void insertMessages(List<Message> rows, UUID batch) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        messages.setObject(1, batch);
        set(messages, 2, TEXT, rows, message -> message.topic().value());
        set(messages, 3, LONG, rows, Message::seq);
        set(messages, 4, LONG, rows, Message::at);
        set(messages, 5, TEXT, rows, message -> message.data().toString());
        messages.executeUpdate();
    }

    @Override
    public void insertKeys(List<KeyRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        set(keys, 1, TEXT, rows, KeyRow::topic);
        set(keys, 2, TEXT, rows, KeyRow::key);
        set(keys, 3, TEXT, rows, KeyRow::fingerprint);
        set(keys, 4, LONG, rows, row -> row.first().first());
        set(keys, 5, LONG, rows, row -> (long) row.first().count());
        set(keys, 6, LONG, rows, row -> row.first().at());
        keys.executeUpdate();
    }

    private <R> void set(PreparedStatement statement, int mark, String type, List<R> rows, Function<R, Object> column)
            throws SQLException {
        Object[] values = rows.stream().map(column).toArray();
        statement.setArray(mark, connection.createArrayOf(type, values));
    }
}
