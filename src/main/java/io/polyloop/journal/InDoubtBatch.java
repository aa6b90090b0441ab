package io.polyloop.journal;

import io.polyloop.topic.Message;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/**
 * A batch whose COMMIT was sent and not answered. Its first message, or a {@link BatchMark} if it has no message, carries
 * the batch's id: by it a query finds out whether the batch is stored. A transaction id would not do: a promoted standby
 * assigns the same ids again. Only for databases with {@link Dialect#retries()}.
 *
 * @param written the batch, which is correct if it was committed
 */
record InDoubtBatch(UUID batch, Committed written) {
    private static final String FIND = "select topics.first, messages.seq is not null from topics"
            + " left join messages on messages.topic = topics.name and messages.seq = ? and messages.batch = ?"
            + " where topics.name = ?";

    /**
     * Begins a transaction, which must end before the batch is written again; returns the batch in the current history if
     * it is stored, otherwise null.
     */
    Committed find(JournalDatabase database, Connection connection, Duration lockWait) throws SQLException {
        if (written.messages().isEmpty()) {
            // A batch of repeats has no mark: they are found again.
            boolean[] marked = new boolean[1];
            String epoch = database.begin(connection, lockWait, BatchMark.find(batch, () -> marked[0] = true));
            return marked[0] ? written.in(epoch) : null;
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

    /** The server may still be committing; a query before its end would store the batch twice. So lock the topic first. */
    private static Query lock(Dialect dialect, Message first) {
        String[] topic = {first.topic().value()};
        return SequenceAllocator.advance(dialect, topic, new Long[] {0L}, first.at(), row -> {});
    }

    private static boolean isStored(ResultSet row, Message first) throws SQLException {
        boolean found = row.getBoolean(2);
        if (!found && row.getLong(1) > first.seq()) {
            throw new SQLException("the outcome of the batch is unknown: its first message has been trimmed");
        }
        return found;
    }
}
