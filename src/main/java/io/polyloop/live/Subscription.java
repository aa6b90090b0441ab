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
                && channel.run().get(after.position().seq()) != null) {
            begin(new Beginning(after.position().seq() + 1, null), channel.head());
            pump();
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

    /** Takes what it can use of a page; false if that was nothing, and its own page has to be read. */
    boolean onPage(Page page, List<LiveMessage> messages, Start asked) {
        if (state == State.ENDED || state == State.BLOCKED) {
            return true;
        }
        if (state == State.STARTING && !startFrom(page, asked)) {
            return startFromTail();
        }
        if (state == State.CATCHING_UP && asked.equals(needed()) && !page.recovered()) {
            reset(page);
        }
        if (state == State.CATCHING_UP && !continues(page)) {
            return false;
        }
        feed(page, messages);
        pump();
        return true;
    }

    void refuse(ProblemException refusal) {
        if (state == State.STARTING) {
            end();
            subscriber.refused(refusal);
        }
    }

    boolean isEnded() {
        return state == State.ENDED;
    }

    boolean isStarting() {
        return state == State.STARTING;
    }

    private boolean startFrom(Page page, Start asked) {
        Beginning beginning = Beginning.of(start, page, asked);
        if (beginning != null) {
            begin(beginning, page.head());
        }
        return beginning != null;
    }

    private boolean continues(Page page) {
        return epoch.equals(page.epoch()) && next > page.after() && next <= page.last() + 1;
    }

    private void begin(Beginning beginning, long head) {
        epoch = channel.epoch();
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

    private void feed(Page page, List<LiveMessage> messages) {
        int from = (int) Math.max(0, next - page.after() - 1);
        while (from < messages.size() && mayWrite()) {
            from += write(messages.subList(from, messages.size()));
        }
    }

    /** Writes on from the tail while there is room; asks for the journal where the tail has a hole. */
    private void pump() {
        List<LiveMessage> rest;
        while (mayWrite() && !(rest = kept()).isEmpty()) {
            write(rest);
        }
        if (state == State.ENDED) {
            return;
        }
        if (epoch.equals(channel.epoch()) && next > channel.offered() && next <= channel.head() + 1) {
            state = State.LIVE;
            wasLive = true;
        } else if (subscriber.outbox().hasRoom()) {
            state = State.CATCHING_UP;
            channel.read(this);
        } else {
            state = State.BLOCKED;
            subscriber.outbox().whenRoom(this::unblock);
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
        pump();
    }

    /** Writes as many of these, which begin with the next one, as one write takes; returns how many. */
    private int write(List<LiveMessage> rest) {
        Block block = channel.blocks().of(subscriber.encoding(), rest);
        // Before the write: one that completes at once may come back here, and would write these again.
        next += block.count();
        channel.metrics().delivered(block.count());
        subscriber.outbox().write(block);
        return block.count();
    }
}
