package io.polyloop.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The sizes of one topic's messages, summed by part and kept between rounds, so that each message is read once and not
 * once a minute. For one thread.
 */
final class StoredBytes {
    /** The number of messages in a part. */
    private static final int PART = 1_000;

    private record Part(long first, long last, long bytes) {}

    private final String topic;
    private final Deque<Part> parts = new ArrayDeque<>();

    StoredBytes(String topic) {
        this.topic = topic;
    }

    /** The last message to delete, so that at most {@code limit} bytes remain, or only the newest message. */
    long through(Connection connection, long first, long head, long limit) throws SQLException {
        count(connection, first, head);
        long rest = parts.stream().mapToLong(Part::bytes).sum();
        long through = first - 1;
        for (Part part : parts) {
            if (rest <= limit) {
                return through;
            }
            boolean whole = rest - part.bytes() >= limit && part.last() < head;
            through = whole ? part.last() : within(connection, part, head, rest - limit);
            rest -= part.bytes();
        }
        return through;
    }

    /** The message of this part up to which {@code excess} bytes can be deleted. */
    private long within(Connection connection, Part part, long head, long excess) throws SQLException {
        long through = part.first() - 1;
        try (PreparedStatement sizes = sizes(connection, part.first(), PART);
                ResultSet row = sizes.executeQuery()) {
            for (long gone = 0; gone < excess && row.next() && row.getLong(1) < head; gone += row.getLong(2)) {
                through = row.getLong(1);
            }
        }
        return through;
    }

    private void count(Connection connection, long first, long head) throws SQLException {
        while (!parts.isEmpty() && parts.getFirst().last() < first) {
            parts.removeFirst();
        }
        // Since the last round, the first part may have lost messages, and the last one may have new ones.
        if (!parts.isEmpty() && parts.getFirst().first() < first) {
            Part old = parts.removeFirst();
            parts.addFirst(part(connection, first, (int) (old.last() - first + 1)));
        }
        long next = first;
        if (!parts.isEmpty()) {
            Part last = parts.removeLast();
            next = last.first();
        }
        for (Part part; next <= head; next = part.last() + 1) {
            part = part(connection, next, PART);
            if (part.last() < next) {
                return;
            }
            parts.addLast(part);
        }
    }

    private Part part(Connection connection, long first, int messages) throws SQLException {
        long last = first - 1;
        long bytes = 0;
        try (PreparedStatement sizes = sizes(connection, first, messages);
                ResultSet row = sizes.executeQuery()) {
            while (row.next()) {
                last = row.getLong(1);
                bytes += row.getLong(2);
            }
        }
        return new Part(first, last, bytes);
    }

    private PreparedStatement sizes(Connection connection, long first, int messages) throws SQLException {
        PreparedStatement sizes = connection.prepareStatement(Statements.SIZES);
        sizes.setString(1, topic);
        sizes.setLong(2, first);
        sizes.setInt(3, messages);
        return sizes;
    }
}
