package io.polyloop.journal;

import io.polyloop.topic.Message;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** All messages in one statement, a column an array: PostgreSQL prepares it once for batches of every size. */
final class RowArrays implements MessageRows {
    private final Connection connection;
    private final PreparedStatement statement;

    RowArrays(Connection connection) throws SQLException {
        this.connection = connection;
        this.statement = connection.prepareStatement(Statements.INSERT_BATCH);
    }

    @Override
    public void insert(List<Message> messages, UUID batch) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        statement.setObject(1, batch);
        set(2, "text", messages, message -> message.topic().value());
        set(3, "bigint", messages, Message::seq);
        set(4, "bigint", messages, Message::at);
        set(5, "text", messages, message -> message.data().toString());
        statement.executeUpdate();
    }

    private void set(int mark, String type, List<Message> messages, Function<Message, Object> column)
            throws SQLException {
        Object[] values = messages.stream().map(column).toArray();
        statement.setArray(mark, connection.createArrayOf(type, values));
    }
}
