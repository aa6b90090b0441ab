package io.polyloop.live;

import io.polyloop.topic.Page;
import io.polyloop.topic.Position;
import io.polyloop.topic.ReadFrom;
import java.util.List;

/**
 * How far one subscription has come in its topic's history, and what it writes to its client from there. On its hub's
 * event loop.
 *
 * <p>The superclass of the subscription, not a part of it, with the outbox at hand: each object more on the way of a
 * delivery is one more that has left the processor's caches when the next message comes.
 */
abstract class Delivery {
    private final TopicFanOut fanOut;
    private final HistoryView history;
    private final Subscriber subscriber;
    // event loop only
    private Outbox outbox;
    private String epoch;
    private long next;
    private boolean resetPending;

    Delivery(TopicFanOut fanOut, Subscriber subscriber) {
        this.fanOut = fanOut;
        this.history = fanOut.history();
        this.subscriber = subscriber;
    }

    void moveTo(String begun, long first) {
        // The same object, where it is the same epoch: to compare two means to read both for each delivery.
        epoch = begun.equals(history.epoch()) ? history.epoch() : begun;
        next = first;
    }

    /** Reports the start of the subscription. An event stream has an outbox only from then on. */
    void subscribed(String epoch, long head, boolean recovered) {
        subscriber.subscribed(epoch, head, recovered);
        outbox = subscriber.outbox();
    }

    /** Goes on where the page begins: what the client asked for, or has, is not in this history. */
    void reset(Page page) {
        moveTo(page.epoch(), page.after() + 1);
        subscriber.reset(page.reset(), next);
    }

    /** From where the journal has to be read. */
    ReadFrom nextRead() {
        return new ReadFrom.After(new Position(epoch, next - 1));
    }

    /** The next sequence number to write. */
    long next() {
        return next;
    }

    /** Whether what its fan-out has in memory is of the history that this is in. */
    boolean isInCurrentHistory() {
        return epoch.equals(history.epoch());
    }

    boolean isInHistoryOf(Page page) {
        return epoch.equals(page.epoch());
    }

    /** Whether all that is offered is written. */
    boolean isAtHead() {
        return isInCurrentHistory() && next > fanOut.roundHead() && next <= history.head() + 1;
    }

    /** Messages after {@link #next()} that are not written. */
    long lag() {
        return history.head() - next;
    }

    boolean hasRoom() {
        return outbox.hasRoom();
    }

    /** Whether the next message is in the page. */
    boolean continuesIn(Page page) {
        return next > page.after() && next <= page.last() && isInHistoryOf(page);
    }

    /** What is in memory from the next message on. */
    List<LiveMessage> fromTail() {
        return isInCurrentHistory() ? history.tail().between(next, fanOut.roundHead()) : List.of();
    }

    /** Writes one batch of what is in memory; returns the bytes, 0 if nothing is. */
    int writeFromTail() {
        List<LiveMessage> kept = fromTail();
        return kept.isEmpty() ? 0 : write(kept);
    }

    /** Writes one batch of a page, in which the next message {@link #continuesIn is}; returns the bytes. */
    int write(Page page, List<LiveMessage> messages) {
        return write(messages.subList((int) (next - page.after() - 1), messages.size()));
    }

    /** Goes on after the erased messages; the client gets a reset with {@link #writePendingReset()}. */
    void skipErased(long through) {
        next = Math.max(next, through + 1);
        resetPending = true;
    }

    /** Sends one reset for messages that were erased and that the client may have. */
    void writePendingReset() {
        if (resetPending) {
            resetPending = false;
            subscriber.reset(Page.Reset.EXPIRED, next);
        }
    }

    /** Leaves out all but the newest message. */
    void skipToLatest() {
        if (next < history.head()) {
            subscriber.skipped(next, history.head() - 1);
            fanOut.metrics().skipped(history.head() - next);
            next = history.head();
        }
    }

    /** Writes as many of these, which begin with the next one, as one batch takes; returns the bytes. */
    private int write(List<LiveMessage> rest) {
        FrameBatch batch = fanOut.batches().get(subscriber.encoding(), rest);
        // Before the write: one that completes at once may come back here, and would write these again.
        next += batch.count();
        fanOut.metrics().delivered(batch.count());
        int size = batch.size();
        outbox.write(batch);
        return size;
    }
}
