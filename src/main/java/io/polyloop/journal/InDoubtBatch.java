package io.polyloop.journal;

import io.polyloop.topic.Message;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A batch whose COMMIT was sent and not answered. Its first message carries the batch's id, so that the database can
 * tell: by a transaction's number it could not, for a standby that takes over gives the same numbers again.
 *
 * @param written what was written, and true if it was committed
 */
record InDoubtBatch(UUID batch, Committed written) {

    /** Whether it is stored, once and for all. Within a transaction, which ends before the batch is written again. */
    boolean isStored(Connection connection) throws SQLException {
        if (written.messages().isEmpty()) {
            return true; // repeats only, answered from what others had committed
        }
        Message first = written.messages().get(0);
        lockTopic(connection, first);
        try (PreparedStatement statement = connection.prepareStatement(Statements.FIND_BATCH)) {
            statement.setLong(1, first.seq());
            statement.setObject(2, batch);
            statement.setString(3, first.topic().value());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                boolean found = row.getBoolean(2);
                if (!found && row.getLong(1) > first.seq()) {
                    throw new SQLException("what would tell whether the batch was stored is trimmed already");
                }
                return found;
            }
        }
    }

    /** The server may still be at it, and to look before its end would store it twice: so wait for the topic's lock. */
    private static void lockTopic(Connection connection, Message first) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(Statements.advance(1))) {
            lock.setString(1, first.topic().value());
            lock.setLong(2, 0);
            lock.setLong(3, first.at());
            lock.setInt(4, 0);
            lock.execute();
        }
    }
}
