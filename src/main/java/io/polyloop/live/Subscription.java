package io.polyloop.live;

import io.polyloop.topic.Page;
import io.polyloop.topic.Position;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.Start;
import java.util.List;

/**
 * One subscriber of one topic. It is live while it has every message its channel offers, and catching up otherwise. One
 * mechanism serves the start, a resume, a hole in the news and a slow connection: write on from {@code next} while
 * there is room, from the tail if it is there, else from the journal. On its hub's event loop.
 */
public final class Subscription {
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
    private final Start start;
    private final int maxLag;
    private final Runnable whenEnded;
    // event loop only
    private State state = State.STARTING;
    private String epoch;
    private long next;
    private boolean wasLive;
    private boolean erased;

    Subscription(Channel channel, Start start, OnSlow onSlow, Subscriber subscriber, int maxLag, Runnable whenEnded) {
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
    Start needed() {
        return state == State.STARTING ? start : new Start.After(new Position(epoch, next - 1));
    }

    /** Starts without the journal if the tail has all it needs; false if it has not. */
    boolean startFromTail() {
        if (start instanceof Start.After after
                && after.position().epoch().equals(channel.epoch())
                && isInTail(after.position().seq())) {
            begin(new Beginning(after.position().seq() + 1, null), channel.epoch(), channel.head());
            step();
            return true;
        }
        return false;
    }

    /** News came, or the head is known to have moved. */
    void onNews() {
        if (state == State.LIVE) {
            pump();
        } else if (state != State.ENDED && wasLive && onSlow == OnSlow.WAIT && channel.head() - next >= maxLag) {
            end();
            subscriber.tooSlow();
        }
    }

    // The one after it is as good: that it is there says that the position is one of this history.
    private boolean isInTail(long seq) {
        return channel.run().get(seq) != null || channel.run().get(seq + 1) != null;
    }

    /** Messages up to this one were erased, and what its client has of them is not history any more. */
    void onErased(long through) {
        if (state == State.STARTING || state == State.ENDED || !epoch.equals(channel.epoch())) {
            return;
        }
        next = Math.max(next, through + 1);
        erased = true;
        if (state != State.BLOCKED) {
            tellErased();
        }
    }

    /** Takes a block of a page, if it can use it; returns the bytes written. */
    int onPage(Page page, List<LiveMessage> messages, Start asked) {
        if (wouldBeginAt(page) && channel.isOutdated(page)) {
            // The first of its messages were erased since it was read.
            channel.read(this);
            return 0;
        }
        if (state == State.STARTING && !startFrom(page, asked)) {
            if (!startFromTail()) {
                channel.read(this);
            }
            return 0;
        }
        if (state != State.CATCHING_UP) {
            return 0;
        }
        if (asked.equals(needed()) && !page.recovered()) {
            reset(page);
        }
        int written = canTakeMore(page) ? write(messages.subList((int) (next - page.after() - 1), messages.size())) : 0;
        if (!canTakeMore(page)) {
            settle();
        }
        return written;
    }

    private boolean wouldBeginAt(Page page) {
        return state == State.STARTING || state == State.CATCHING_UP && !epoch.equals(page.epoch());
    }

    /** Whether the page has messages that it can write on with. */
    boolean canTakeMore(Page page) {
        return state == State.CATCHING_UP
                && next > page.after()
                && next <= page.last()
                && epoch.equals(page.epoch())
                && mayWrite();
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

    private boolean startFrom(Page page, Start asked) {
        Beginning beginning = Beginning.of(start, page, asked);
        if (beginning != null) {
            begin(beginning, page.epoch(), page.head());
        }
        return beginning != null;
    }

    private void begin(Beginning beginning, String begun, long head) {
        epoch = begun;
        next = beginning.next();
        state = State.CATCHING_UP;
        subscriber.subscribed(epoch, head, beginning.reset() == null);
        if (beginning.reset() != null && state != State.ENDED) {
            subscriber.reset(beginning.reset(), next);
        }
    }

    private void reset(Page page) {
        epoch = page.epoch();
        next = page.after() + 1;
        subscriber.reset(page.reset(), next);
    }

    /** News for one that is live: all of it at once, as the outbox bounds it. */
    private void pump() {
        List<LiveMessage> rest;
        while (mayWrite() && !(rest = kept()).isEmpty()) {
            write(rest);
        }
        settle();
    }

    /** One block of what is in memory, for one that catches up; returns the bytes written. */
    private int step() {
        List<LiveMessage> rest;
        int written = state == State.CATCHING_UP && mayWrite() && !(rest = kept()).isEmpty() ? write(rest) : 0;
        settle();
        return written;
    }

    /** After a write: it is live, or there is more to write, or it waits for the journal or for room. */
    private void settle() {
        if (state == State.ENDED) {
            return;
        }
        if (epoch.equals(channel.epoch()) && next > channel.offered() && next <= channel.head() + 1) {
            state = State.LIVE;
            wasLive = true;
        } else if (!subscriber.outbox().hasRoom()) {
            state = State.BLOCKED;
            subscriber.outbox().whenRoom(this::unblock);
        } else {
            state = State.CATCHING_UP;
            if (kept().isEmpty()) {
                channel.read(this);
            } else {
                channel.turns().add(this::step);
            }
        }
    }

    /** Asked before each write: one that completes at once may let the client's next frame in, which may end this. */
    private boolean mayWrite() {
        return state != State.ENDED && subscriber.outbox().hasRoom();
    }

    /** What is in memory from the next message on; what is there may be of another history than the subscription. */
    private List<LiveMessage> kept() {
        return epoch.equals(channel.epoch()) ? channel.run().between(next, channel.offered()) : List.of();
    }

    private void tellErased() {
        if (erased) {
            erased = false;
            subscriber.reset(Page.Reset.EXPIRED, next);
        }
    }

    private void unblock() {
        if (state != State.BLOCKED) {
            return;
        }
        tellErased();
        if (onSlow == OnSlow.SKIP && next < channel.head()) {
            subscriber.skipped(next, channel.head() - 1);
            channel.metrics().skipped(channel.head() - next);
            next = channel.head();
        }
        state = State.CATCHING_UP;
        channel.turns().add(this::step);
    }

    /** Writes as many of these, which begin with the next one, as one write takes; returns the bytes. */
    private int write(List<LiveMessage> rest) {
        Block block = channel.blocks().of(subscriber.encoding(), rest);
        // Before the write: one that completes at once may come back here, and would write these again.
        next += block.count();
        channel.metrics().delivered(block.count());
        int size = block.size();
        subscriber.outbox().write(block);
        return size;
    }
}
