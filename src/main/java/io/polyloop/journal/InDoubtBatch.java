package io.polyloop.journal;

import io.polyloop.topic.Message;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/**
 * A batch whose COMMIT was sent and not answered. Its first message carries the batch's id, so that the database can
 * tell: by a transaction's number it could not, for a standby that takes over gives the same numbers again. Only where
 * {@link Dialect#retries()}.
 *
 * @param written what was written, and true if it was committed
 */
record InDoubtBatch(UUID batch, Committed written) {
    private static final String FIND = "select topics.first, messages.seq is not null from topics"
            + " left join messages on messages.topic = topics.name and messages.seq = ? and messages.batch = ?"
            + " where topics.name = ?";

    /**
     * Begins a transaction, which ends before the batch may be written again; returns the batch in the present history
     * if it is stored, otherwise null.
     */
    Committed find(Database database, Connection connection, Duration lockWait) throws SQLException {
        if (written.messages().isEmpty()) {
            return written.in(database.begin(connection, lockWait)); // repeats only, stored by others
        }
        Message first = written.messages().get(0);
        boolean[] stored = new boolean[1];
        String epoch = database.begin(
                connection,
                lockWait,
                lock(database.dialect(), first),
                new Query(
                        FIND,
                        row -> stored[0] = isStored(row, first),
                        first.seq(),
                        batch,
                        first.topic().value()));
        return stored[0] ? written.in(epoch) : null;
    }

    /** The server may still be at it, and a look before its end would store the batch twice: so wait for the topic. */
    private static Query lock(Dialect dialect, Message first) {
        String[] topic = {first.topic().value()};
        return SequenceAllocator.advance(dialect, topic, new Long[] {0L}, first.at(), row -> {});
    }

    private static boolean isStored(ResultSet row, Message first) throws SQLException {
        boolean found = row.getBoolean(2);
        if (!found && row.getLong(1) > first.seq()) {
            throw new SQLException("what would tell whether the batch was stored is trimmed already");
        }
        return found;
    }
}
