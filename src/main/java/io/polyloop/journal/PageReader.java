package io.polyloop.journal;

import io.polyloop.topic.Message;
import io.polyloop.topic.Page;
import io.polyloop.topic.Page.Reset;
import io.polyloop.topic.Payload;
import io.polyloop.topic.Position;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads one page of a topic: whole from where it was asked for, or with the reason why it is not. */
final class PageReader {
    private record Bounds(long head, long first, long erased) {}

    private record From(long after, Reset reset) {}

    /** Rows of one query: PostgreSQL's driver holds a whole result, and large messages would fill the heap. */
    private static final int SLICE = 100;

    private final Connection connection;
    private final String epoch;
    /** Whether the page ended because it has what was asked for. */
    private boolean full;

    PageReader(Connection connection, String epoch) {
        this.connection = connection;
        this.epoch = epoch;
    }

    Page read(TopicName topic, ReadFrom start, int limit, long maxBytes) throws SQLException {
        Bounds bounds = bounds(topic);
        From from = from(start, bounds);
        List<Message> messages =
                start instanceof ReadFrom.Now ? List.of() : messages(topic, from.after(), limit, maxBytes);
        requireWhole(topic, from.after(), messages, bounds.head());
        if (!messages.isEmpty() && messages.get(0).seq() != from.after() + 1) {
            // The trimmer passed between the two reads: what is left starts later.
            Reset reset = start instanceof ReadFrom.After ? Reset.EXPIRED : null;
            from = new From(messages.get(0).seq() - 1, from.reset() == null ? reset : from.reset());
        }
        long head = Math.max(bounds.head(), from.after() + messages.size());
        return new Page(topic, epoch, head, bounds.erased(), from.after(), from.reset(), messages);
    }

    /** What is not there has to be gone by retention or erasure, which say so before they delete. */
    private void requireWhole(TopicName topic, long after, List<Message> messages, long head) throws SQLException {
        boolean begins = messages.isEmpty() || messages.get(0).seq() == after + 1;
        long missing = begins ? after + messages.size() + 1 : after + 1;
        if ((!begins || !full && missing <= head) && bounds(topic).first() <= missing) {
            throw new MissingMessagesException(topic, missing);
        }
    }

    private From from(ReadFrom start, Bounds bounds) {
        long oldest = bounds.first() - 1;
        if (start instanceof ReadFrom.Now) {
            return new From(bounds.head(), null);
        }
        if (start instanceof ReadFrom.After after) {
            Position position = after.position();
            // A sequence number that was never given is of another history too: of a newer one, before a restore.
            if (!position.epoch().equals(epoch) || position.seq() > bounds.head()) {
                return new From(oldest, Reset.EPOCH);
            }
            return position.seq() < oldest ? new From(oldest, Reset.EXPIRED) : new From(position.seq(), null);
        }
        return new From(oldest, null);
    }

    private Bounds bounds(TopicName topic) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Statements.BOUNDS)) {
            statement.setString(1, topic.value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new Bounds(row.getLong(1), row.getLong(2), row.getLong(3)) : new Bounds(0, 1, 0);
            }
        }
    }

    private List<Message> messages(TopicName topic, long after, int limit, long maxBytes) throws SQLException {
        List<Message> messages = new ArrayList<>();
        long bytes = 0;
        List<Message> slice;
        do {
            long from = messages.isEmpty() ? after : last(messages);
            slice = slice(topic, from, Math.min(SLICE, limit - messages.size()));
            for (Message message : slice) {
                full = bytes >= maxBytes;
                if (full || !messages.isEmpty() && message.seq() != last(messages) + 1) {
                    return messages; // or the trimmer passed between two slices
                }
                bytes += message.data().size();
                messages.add(message);
            }
        } while (slice.size() == SLICE && messages.size() < limit);
        full = messages.size() == limit;
        return messages;
    }

    private static long last(List<Message> messages) {
        return messages.get(messages.size() - 1).seq();
    }

    private List<Message> slice(TopicName topic, long after, int limit) throws SQLException {
        List<Message> slice = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(Statements.READ)) {
            statement.setString(1, topic.value());
            statement.setLong(2, after);
            statement.setInt(3, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    slice.add(new Message(topic, row.getLong(1), row.getLong(2), Payload.stored(row.getString(3))));
                }
            }
        }
        return slice;
    }
}
