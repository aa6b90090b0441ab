package io.polyloop.live;

import io.polyloop.topic.Page;
import io.polyloop.topic.Position;
import io.polyloop.topic.ReadFrom;
import java.util.List;

/**
 * How far one subscription is in its topic's history, and what it writes to its client from there. On its hub's event
 * loop.
 *
 * <p>This is the superclass of the subscription, not a part of it, and holds the outbox itself: each additional object
 * on the path of a delivery has left the processor's caches when the next message comes.
 */
abstract class Delivery {
    private final LoopContext loop;
    private final HistoryView history;
    private final Subscriber subscriber;
    private final Encoding encoding;
    // event loop only
    private Outbox outbox;
    private String epoch;
    private long next;
    private boolean resetPending;

    Delivery(LoopContext loop, HistoryView history, Subscriber subscriber) {
        this.loop = loop;
        this.history = history;
        this.subscriber = subscriber;
        this.encoding = subscriber.encoding();
    }

    /** Starts at this point, and reports to the client that nothing after it can be missed. */
    void start(ResumePoint point) {
        moveTo(point.epoch(), point.firstSeq());
        subscriber.subscribed(epoch, point.head(), point.reset() == null);
        // Not earlier: an event stream has no outbox before.
        outbox = subscriber.outbox();
    }

    /** Continues where the page starts: the position that the client has is not in this history, or has expired. */
    void reset(Page page) {
        moveTo(page.epoch(), page.after() + 1);
        subscriber.reset(page.reset(), next);
    }

    /** Where the next read of the journal starts. */
    ReadFrom nextRead() {
        return new ReadFrom.After(new Position(epoch, next - 1));
    }

    /** The seq of the next message to write. */
    long next() {
        return next;
    }

    LoopContext loop() {
        return loop;
    }

    HistoryView history() {
        return history;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /** Identifies the connection: its subscriptions wait for each other, not for those of other connections. */
    Object connection() {
        return subscriber.connection();
    }

    /** Whether this is in the history that the event loop knows as the current one. */
    boolean isInCurrentHistory() {
        return epoch.equals(history.epoch());
    }

    boolean isInHistoryOf(Page page) {
        return epoch.equals(page.epoch());
    }

    /** Whether every message of the current round is written. */
    boolean isAtHead() {
        return isInCurrentHistory() && next > history.roundHead() && next <= history.head() + 1;
    }

    /** How far {@link #next} is behind the head, in messages. */
    long lag() {
        return history.head() - next;
    }

    boolean hasRoom() {
        return outbox.hasRoom();
    }

    /** Runs {@code task} once the outbox has room again. */
    void whenRoom(Runnable task) {
        outbox.whenRoom(task);
    }

    /** Whether the page contains the next message. */
    boolean continuesIn(Page page) {
        return next > page.after() && next <= page.last() && isInHistoryOf(page);
    }

    /** What is in memory from the next message on. */
    List<LiveMessage> fromTail() {
        return isInCurrentHistory() ? history.roundFrom(next) : List.of();
    }

    /** Writes one batch of what is in memory; returns its bytes, 0 if there is none. */
    int writeFromTail() {
        List<LiveMessage> messages = fromTail();
        return messages.isEmpty() ? 0 : write(messages);
    }

    /** Writes one batch of a page that {@linkplain #continuesIn contains the next message}; returns its bytes. */
    int write(Page page, List<LiveMessage> messages) {
        return write(messages.subList((int) (next - page.after() - 1), messages.size()));
    }

    /** Continues after the erased messages; {@link #writePendingReset} reports it to the client. */
    void skipErased(long through) {
        next = Math.max(next, through + 1);
        resetPending = true;
    }

    /** Writes one reset for erased messages that the client may have. */
    void writePendingReset() {
        if (resetPending) {
            resetPending = false;
            subscriber.reset(Page.Reset.EXPIRED, next);
        }
    }

    /** Skips all messages but the newest. */
    void skipToLatest() {
        if (next < history.head()) {
            subscriber.skipped(next, history.head() - 1);
            loop.metrics().skipped(history.head() - next);
            next = history.head();
        }
    }

    private void moveTo(String newEpoch, long seq) {
        // The same object for the same epoch: a comparison of two would load both at each delivery.
        epoch = newEpoch.equals(history.epoch()) ? history.epoch() : newEpoch;
        next = seq;
    }

    /** Writes one batch of messages that start with the next one; returns its bytes. */
    private int write(List<LiveMessage> messages) {
        FrameBatch batch = loop.batches().get(encoding, messages);
        // Before the write: one that completes at once may call this again, which would write the same messages.
        next += batch.count();
        loop.metrics().delivered(batch.count());
        int size = batch.size();
        outbox.write(batch);
        return size;
    }
}
