package io.polyloop.journal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Removes messages from the oldest end of topics, in pieces. Blocks: for worker threads only. */
final class MessageDeleter {
    /** Removes a topic's messages up to this one. */
    record Through(String topic, long seq) {}

    private final Database database;
    private final ChunkedWork work;

    MessageDeleter(Database database, ChunkedWork pace) {
        this.database = database;
        this.work = pace;
    }

    /** Returns how many messages were removed. */
    long delete(Collection<Through> all) throws SQLException {
        Deque<Through> left = new ArrayDeque<>(all);
        long[] messages = {0};
        work.run(most -> deleteChunk(left, most, messages));
        return messages[0];
    }

    /** A topic counts as a row too: many of one message each must not make a long transaction either. */
    private int deleteChunk(Deque<Through> left, int most, long[] messages) throws SQLException {
        try (Transaction transaction = Transaction.begin(database);
                PreparedStatement move = transaction.connection().prepareStatement(Statements.MOVE_FIRST);
                PreparedStatement delete = transaction.connection().prepareStatement(Statements.DELETE_MESSAGES);
                PreparedStatement empty = transaction.connection().prepareStatement(Statements.MARK_EMPTY)) {
            int done = 0;
            int deleted = 0;
            while (!left.isEmpty() && done < most) {
                Through next = left.element();
                int limit = most - done;
                moveFirst(move, next);
                int count = delete(delete, next, limit);
                deleted += count;
                done += count + 1;
                if (count < limit) {
                    markEmpty(empty, left.remove());
                }
            }
            transaction.commit();
            messages[0] += deleted;
            return left.isEmpty() ? 0 : most;
        }
    }

    /** Runs first: a reader between two pieces would take the hole for history. */
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

    /** Runs last: until then the next round of trimming finds what a killed process left. */
    private static void markEmpty(PreparedStatement empty, Through through) throws SQLException {
        empty.setString(1, through.topic());
        empty.setLong(2, through.seq());
        empty.executeUpdate();
    }
}
