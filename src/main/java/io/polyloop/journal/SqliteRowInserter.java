package io.polyloop.journal;

import io.polyloop.topic.Message;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Inserts several messages with one statement: SQLite needs four fifths of the time of single statements. */
final class SqliteRowInserter implements RowInserter {
    private static final int ROWS_PER_STATEMENT = 10;
    private static final int COLUMNS = 4;
    private static final String MESSAGES = "insert into messages (topic, seq, at, data) values ";
    private static final String KEY =
            "insert into idempotency_keys (topic, key, fingerprint, first, count, at) values (?, ?, ?, ?, ?, ?)";

    private final PreparedStatement several;
    private final PreparedStatement one;
    private final PreparedStatement key;

    SqliteRowInserter(Connection connection) throws SQLException {
        several = connection.prepareStatement(messages(ROWS_PER_STATEMENT));
        one = connection.prepareStatement(messages(1));
        key = connection.prepareStatement(KEY);
    }

    @Override
    public void insert(List<Message> messages, List<KeyRow> keys, UUID batch) throws SQLException {
        insertKeys(keys);
        insertMessages(messages);
    }

    private void insertMessages(List<Message> messages) throws SQLException {
        int rest = messages.size() % ROWS_PER_STATEMENT;
        int whole = messages.size() - rest;
        insert(several, ROWS_PER_STATEMENT, messages.subList(0, whole));
        insert(one, 1, messages.subList(whole, messages.size()));
    }

    private void insertKeys(List<KeyRow> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        for (KeyRow row : keys) {
            key.setString(1, row.topic());
            key.setString(2, row.key());
            key.setString(3, row.fingerprint());
            key.setLong(4, row.first().first());
            key.setInt(5, row.first().count());
            key.setLong(6, row.first().at());
            key.addBatch();
        }
        key.executeBatch();
    }

    private static String messages(int count) {
        return MESSAGES + String.join(", ", Collections.nCopies(count, "(?, ?, ?, ?)"));
    }

    private static void insert(PreparedStatement statement, int rows, List<Message> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        for (int i = 0; i < messages.size(); i += rows) {
            for (int row = 0; row < rows; row++) {
                set(statement, row * COLUMNS, messages.get(i + row));
            }
            statement.addBatch();
        }
        statement.executeBatch();
    }

    private static void set(PreparedStatement statement, int column, Message message) throws SQLException {
        statement.setString(column + 1, message.topic().value());
        statement.setLong(column + 2, message.seq());
        statement.setLong(column + 3, message.at());
        statement.setString(column + 4, message.data().toString());
    }
}
