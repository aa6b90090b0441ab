package io.polyloop.journal;

import io.polyloop.bus.Erased;
import io.polyloop.topic.Position;
import io.polyloop.topic.Problem;
import io.polyloop.topic.TopicName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Erases messages on request. Blocks: for worker threads only. */
final class Eraser {
    private final JournalDatabase database;
    private final ChunkedWork work;

    Eraser(JournalDatabase database, ChunkedWork work) {
        this.database = database;
        this.work = work;
    }

    /** Hides messages from all reads. If {@code through} is null, hides all messages of the topic. */
    Erased hide(TopicName topic, Position through) throws SQLException {
        return database.query((connection, epoch) -> {
            long head = head(connection, topic);
            if (head == 0) {
                throw Problem.NOT_FOUND.because("the topic does not exist");
            }
            long seq = through == null ? head : through.seq();
            if (through != null && (!through.epoch().equals(epoch) || seq > head)) {
                throw Problem.INVALID_POSITION.because(
                        "the position does not belong to the current history of the topic");
            }
            mark(connection, topic, seq);
            return new Erased(topic, epoch, seq);
        });
    }

    /** Deletes hidden messages from the tables. */
    void delete(Erased erased) throws SQLException {
        new MessageDeleter(database, work)
                .delete(List.of(new MessageDeleter.Through(erased.topic().value(), erased.through())));
        if (work.stopped()) {
            throw Problem.JOURNAL_DOWN.because("this node is stopping; retry on another node");
        }
    }

    private static long head(Connection connection, TopicName topic) throws SQLException {
        try (PreparedStatement bounds = connection.prepareStatement(Statements.BOUNDS)) {
            bounds.setString(1, topic.value());
            try (ResultSet row = bounds.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static void mark(Connection connection, TopicName topic, long through) throws SQLException {
        try (PreparedStatement mark = connection.prepareStatement(Statements.MARK_ERASED)) {
            mark.setLong(1, through);
            mark.setLong(2, through);
            mark.setLong(3, through);
            mark.setLong(4, through);
            mark.setString(5, topic.value());
            mark.executeUpdate();
        }
    }
}
