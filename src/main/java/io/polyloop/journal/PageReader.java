package io.polyloop.journal;

import io.polyloop.topic.Message;
import io.polyloop.topic.Page;
import io.polyloop.topic.Page.Reset;
import io.polyloop.topic.Payload;
import io.polyloop.topic.Position;
import io.polyloop.topic.ReadFrom;
import io.polyloop.topic.TopicName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads one page of a topic: complete from the requested position, or with the reason why it is not. */
final class PageReader implements Reading<Page> {
    private record Bounds(long head, long first, long erased) {}

    private record Begin(long after, Reset reset) {}

    /** The rows of one query: PostgreSQL's driver holds a whole result, and large messages would fill the heap. */
    private static final int SLICE = 100;

    private final TopicName topic;
    private final ReadFrom from;
    private final int limit;
    private final long maxBytes;
    private Bounds bounds = new Bounds(0, 1, 0);
    /** The first slice, read in one round trip with the bounds, before the start of the page is known. */
    private final List<Message> firstSlice = new ArrayList<>();
    /** Whether the page ended at its limit. */
    private boolean full;

    PageReader(TopicName topic, ReadFrom from, int limit, long maxBytes) {
        this.topic = topic;
        this.from = from;
        this.limit = limit;
        this.maxBytes = maxBytes;
    }

    @Override
    public Query[] first() {
        return from instanceof ReadFrom.Now
                ? new Query[] {boundsQuery()}
                : new Query[] {boundsQuery(), sliceQuery(askedAfter(), limit, firstSlice)};
    }

    @Override
    public Page finish(Connection connection, String epoch) throws SQLException {
        long head = bounds.head();
        Begin begin = begin(epoch);
        List<Message> messages = from instanceof ReadFrom.Now ? List.of() : messages(connection, begin.after());
        requireWhole(connection, begin.after(), messages, head);
        if (!messages.isEmpty() && messages.get(0).seq() != begin.after() + 1) {
            // The trimmer ran between the two reads: the remaining messages start later.
            Reset reset = from instanceof ReadFrom.After ? Reset.EXPIRED : null;
            begin = new Begin(messages.get(0).seq() - 1, begin.reset() == null ? reset : begin.reset());
        }
        head = Math.max(head, begin.after() + messages.size());
        return new Page(topic, epoch, head, bounds.erased(), begin.after(), begin.reset(), messages);
    }

    private long askedAfter() {
        return from instanceof ReadFrom.After after ? after.position().seq() : 0;
    }

    private Begin begin(String epoch) {
        long oldest = bounds.first() - 1;
        if (from instanceof ReadFrom.Now) {
            return new Begin(bounds.head(), null);
        }
        if (from instanceof ReadFrom.After after) {
            Position position = after.position();
            // A sequence number beyond the head is of another history too: of a newer one, before a restore.
            if (!position.epoch().equals(epoch) || position.seq() > bounds.head()) {
                return new Begin(oldest, Reset.EPOCH);
            }
            return position.seq() < oldest ? new Begin(oldest, Reset.EXPIRED) : new Begin(position.seq(), null);
        }
        return new Begin(oldest, null);
    }

    private List<Message> messages(Connection connection, long after) throws SQLException {
        List<Message> messages = new ArrayList<>();
        long bytes = 0;
        List<Message> slice = startsAfter(after) ? firstSlice : slice(connection, after, limit);
        while (true) {
            for (Message message : slice) {
                full = bytes >= maxBytes;
                if (full || !messages.isEmpty() && message.seq() != last(messages) + 1) {
                    return messages; // or the trimmer ran between two slices
                }
                bytes += message.data().size();
                messages.add(message);
            }
            full = messages.size() == limit;
            if (full || slice.size() < SLICE) {
                return messages;
            }
            slice = slice(connection, last(messages), limit - messages.size());
        }
    }

    /** False for a position of another history, and if rows before the page are still to be deleted. */
    private boolean startsAfter(long after) {
        return askedAfter() <= after
                && (firstSlice.isEmpty() || firstSlice.get(0).seq() > after);
    }

    /** Retention and erasure move the bounds before they delete: any other missing message is a corruption. */
    private void requireWhole(Connection connection, long after, List<Message> messages, long head)
            throws SQLException {
        boolean begins = messages.isEmpty() || messages.get(0).seq() == after + 1;
        long missing = begins ? after + messages.size() + 1 : after + 1;
        if (begins && (full || missing > head)) {
            return;
        }
        boundsQuery().run(connection);
        if (bounds.first() <= missing) {
            throw new MissingMessagesException(topic, missing);
        }
    }

    private Query boundsQuery() {
        return new Query(
                Statements.BOUNDS,
                row -> bounds = new Bounds(row.getLong(1), row.getLong(2), row.getLong(3)),
                topic.value());
    }

    private List<Message> slice(Connection connection, long after, int most) throws SQLException {
        List<Message> slice = new ArrayList<>();
        sliceQuery(after, most, slice).run(connection);
        return slice;
    }

    private Query sliceQuery(long after, int most, List<Message> slice) {
        return new Query(
                Statements.READ,
                row -> slice.add(new Message(topic, row.getLong(1), row.getLong(2), Payload.stored(row.getString(3)))),
                topic.value(),
                after,
                Math.min(SLICE, most));
    }

    private static long last(List<Message> messages) {
        return messages.get(messages.size() - 1).seq();
    }
}
