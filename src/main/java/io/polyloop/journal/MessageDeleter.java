package io.polyloop.journal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Deletes the oldest messages of topics, in chunks. Blocks: for worker threads only. */
final class MessageDeleter {
    /** The messages of a topic up to and including {@code seq}. */
    record Through(String topic, long seq) {}

    private final JournalDatabase database;
    private final ChunkedWork work;

    MessageDeleter(JournalDatabase database, ChunkedWork work) {
        this.database = database;
        this.work = work;
    }

    /** Returns the number of deleted messages. */
    long delete(Collection<Through> all) throws SQLException {
        Deque<Through> left = new ArrayDeque<>(all);
        long[] messages = {0};
        work.run(maxRows -> {
            messages[0] += deleteChunk(left, maxRows);
            return !left.isEmpty();
        });
        return messages[0];
    }

    /** Counts a topic as a row too: many topics of one message each must not make a long transaction either. */
    private int deleteChunk(Deque<Through> left, int maxRows) throws SQLException {
        try (JournalTransaction transaction = JournalTransaction.begin(database);
                PreparedStatement move = transaction.connection().prepareStatement(Statements.MOVE_FIRST);
                PreparedStatement delete = transaction.connection().prepareStatement(Statements.DELETE_MESSAGES);
                PreparedStatement empty = transaction.connection().prepareStatement(Statements.MARK_EMPTY)) {
            int rows = 0;
            int deleted = 0;
            while (!left.isEmpty() && rows < maxRows) {
                Through next = left.element();
                int limit = maxRows - rows;
                moveFirst(move, next);
                int count = delete(delete, next, limit);
                deleted += count;
                rows += count + 1;
                if (count < limit) {
                    markEmpty(empty, left.remove());
                }
            }
            transaction.commit();
            return deleted;
        }
    }

    /** Runs first: between two chunks, a reader must find the messages missing by retention and not by corruption. */
    private static void moveFirst(PreparedStatement move, Through through) throws SQLException {
        move.setLong(1, through.seq() + 1);
        move.setString(2, through.topic());
        move.setLong(3, through.seq() + 1);
        move.executeUpdate();
    }

    private static int delete(PreparedStatement delete, Through through, int limit) throws SQLException {
        delete.setString(1, through.topic());
        delete.setString(2, through.topic());
        delete.setLong(3, through.seq());
        delete.setInt(4, limit);
        return delete.executeUpdate();
    }

    /** Runs last: until then, the next round of trimming finds the rest that a killed process left. */
    private static void markEmpty(PreparedStatement empty, Through through) throws SQLException {
        empty.setString(1, through.topic());
        empty.setLong(2, through.seq());
        empty.executeUpdate();
    }
}
