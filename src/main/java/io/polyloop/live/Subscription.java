package io.polyloop.live;

import io.polyloop.topic.Page;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.ReadFrom;
import java.util.List;

/**
 * One subscriber of one topic. It is live while it has every message its channel offers, and catching up otherwise. One
 * mechanism serves the start, a resume, a hole in the news and a slow connection: write on from the next message while
 * there is room, from the tail if it is there, else from the journal. On its hub's event loop.
 */
public final class Subscription extends Delivery {
    private enum State {
        STARTING,
        LIVE,
        CATCHING_UP,
        BLOCKED,
        ENDED
    }

    private final Channel channel;
    private final Subscriber subscriber;
    private final OnSlow onSlow;
    private final ReadFrom start;
    private final int maxLag;
    private final Runnable whenEnded;
    // event loop only
    private State state = State.STARTING;
    private boolean wasLive;

    Subscription(Channel channel, ReadFrom start, OnSlow onSlow, Subscriber subscriber, int maxLag, Runnable whenEnded) {
        super(channel, subscriber);
        this.channel = channel;
        this.start = start;
        this.onSlow = onSlow;
        this.subscriber = subscriber;
        this.maxLag = maxLag;
        this.whenEnded = whenEnded;
    }

    /** Ends it; nothing is written any more. */
    public void end() {
        if (state != State.ENDED) {
            state = State.ENDED;
            channel.remove(this);
            whenEnded.run();
        }
    }

    /** From where the journal has to be read for this subscription. */
    @Override
    ReadFrom needed() {
        return state == State.STARTING ? start : super.needed();
    }

    /** Starts without the journal if the tail has all it needs; false if it has not. */
    boolean startFromTail() {
        KnownHistory history = channel.history();
        Beginning beginning = Beginning.of(start, history);
        if (beginning != null) {
            begin(beginning, history.epoch(), history.head());
            step();
        }
        return beginning != null;
    }

    /** News came, or the head is known to have moved. */
    void onNews() {
        if (state == State.LIVE) {
            pump();
        } else if (state != State.ENDED && wasLive && onSlow == OnSlow.WAIT && lag() >= maxLag) {
            end();
            subscriber.tooSlow();
        }
    }

    /** Messages up to this one were erased, and what its client has of them is not history any more. */
    void onErased(long through) {
        if (state == State.STARTING || state == State.ENDED || !isInKnownHistory()) {
            return;
        }
        erase(through);
        if (state != State.BLOCKED) {
            writeErased();
        }
    }

    /** Takes a block of a page, if it can use it; returns the bytes written. */
    int onPage(Page page, List<LiveMessage> messages, ReadFrom asked) {
        if (wouldBeginAt(page) && channel.history().isOutdated(page)) {
            // The first of its messages were erased since it was read.
            channel.pending().page(this);
            return 0;
        }
        if (state == State.STARTING && !startFrom(page, asked)) {
            if (!startFromTail()) {
                channel.pending().page(this);
            }
            return 0;
        }
        if (state != State.CATCHING_UP) {
            return 0;
        }
        if (asked.equals(needed()) && !page.recovered()) {
            reset(page);
        }
        int written = canTakeMore(page) ? write(page, messages) : 0;
        if (!canTakeMore(page)) {
            settle();
        }
        return written;
    }

    private boolean wouldBeginAt(Page page) {
        return state == State.STARTING || state == State.CATCHING_UP && !isInHistoryOf(page);
    }

    /** Whether the page has messages that it can write on with. */
    boolean canTakeMore(Page page) {
        return state == State.CATCHING_UP && isIn(page) && mayWrite();
    }

    /** No answer came from the journal: a start is refused, and what runs already is tried again later. */
    void onReadFailed(ProblemException refusal) {
        if (state == State.STARTING) {
            end();
            subscriber.refused(refusal);
        } else if (state == State.CATCHING_UP) {
            channel.readLater(this);
        }
    }

    boolean isEnded() {
        return state == State.ENDED;
    }

    boolean isStarting() {
        return state == State.STARTING;
    }

    Channel channel() {
        return channel;
    }

    /** Whose it is: subscriptions of one connection wait for each other. */
    Object connection() {
        return subscriber.connection();
    }

    private boolean startFrom(Page page, ReadFrom asked) {
        Beginning beginning = Beginning.of(start, page, asked);
        if (beginning != null) {
            begin(beginning, page.epoch(), page.head());
        }
        return beginning != null;
    }

    private void begin(Beginning beginning, String epoch, long head) {
        begin(epoch, beginning.next());
        state = State.CATCHING_UP;
        subscriber.subscribed(epoch, head, beginning.reset() == null);
        if (beginning.reset() != null && state != State.ENDED) {
            subscriber.reset(beginning.reset(), next());
        }
    }

    /** News for one that is live: all of it at once, as the outbox bounds it. */
    private void pump() {
        while (mayWrite() && writeKept() > 0) {}
        settle();
    }

    /** One block of what is in memory, for one that catches up; returns the bytes written. */
    private int step() {
        int written = state == State.CATCHING_UP && mayWrite() ? writeKept() : 0;
        settle();
        return written;
    }

    /** After a write: it is live, or there is more to write, or it waits for the journal or for room. */
    private void settle() {
        if (state == State.ENDED) {
            return;
        }
        if (isAtHead()) {
            state = State.LIVE;
            wasLive = true;
        } else if (!hasRoom()) {
            state = State.BLOCKED;
            subscriber.outbox().whenRoom(this::unblock);
        } else {
            state = State.CATCHING_UP;
            if (kept().isEmpty()) {
                channel.pending().page(this);
            } else {
                channel.turns().add(this::step);
            }
        }
    }

    /** Asked before each write: one that completes at once may let the client's next frame in, which may end this. */
    private boolean mayWrite() {
        return state != State.ENDED && hasRoom();
    }

    private void unblock() {
        if (state != State.BLOCKED) {
            return;
        }
        writeErased();
        if (onSlow == OnSlow.SKIP) {
            skip();
        }
        state = State.CATCHING_UP;
        channel.turns().add(this::step);
    }
}
