package io.polyloop.live;

import io.polyloop.topic.Page;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.ReadFrom;
import java.util.List;

/**
 * One subscriber of one topic. It is live while it has every message its fan-out offers, and catching up otherwise. One
 * mechanism serves the start, a resume, a hole in the news and a slow connection: write on from the next message while
 * there is room, from the tail if it is there, else from the journal. On its hub's event loop.
 */
public final class Subscription extends Delivery {
    private enum State {
        STARTING,
        LIVE,
        CATCHING_UP,
        BLOCKED,
        CLOSED
    }

    private final TopicFanOut fanOut;
    private final Subscriber subscriber;
    private final OnSlow onSlow;
    private final ReadFrom start;
    private final int maxLag;
    private final Runnable onClosed;
    // event loop only
    private State state = State.STARTING;
    private boolean wasLive;

    Subscription(
            TopicFanOut fanOut, ReadFrom start, OnSlow onSlow, Subscriber subscriber, int maxLag, Runnable whenEnded) {
        super(fanOut, subscriber);
        this.fanOut = fanOut;
        this.start = start;
        this.onSlow = onSlow;
        this.subscriber = subscriber;
        this.maxLag = maxLag;
        this.onClosed = whenEnded;
    }

    /** Ends it; nothing is written any more. */
    public void close() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            fanOut.remove(this);
            onClosed.run();
        }
    }

    /** From where the journal has to be read for this subscription. */
    @Override
    ReadFrom nextRead() {
        return state == State.STARTING ? start : super.nextRead();
    }

    /** Starts without the journal if the tail has all it needs; false if it has not. */
    boolean resumeFromTail() {
        HistoryView history = fanOut.history();
        ResumePoint beginning = ResumePoint.of(start, history);
        if (beginning != null) {
            resume(beginning, history.epoch(), history.head());
            writeStep();
        }
        return beginning != null;
    }

    /** News came, or the head is known to have moved. */
    void onNews() {
        if (state == State.LIVE) {
            writeNews();
        } else if (state != State.CLOSED && wasLive && onSlow == OnSlow.WAIT && lag() >= maxLag) {
            close();
            subscriber.tooSlow();
        }
    }

    /** Messages up to this one were erased, and what its client has of them is not history any more. */
    void onErased(long through) {
        if (state == State.STARTING || state == State.CLOSED || !isInCurrentHistory()) {
            return;
        }
        skipErased(through);
        if (state != State.BLOCKED) {
            writePendingReset();
        }
    }

    /** Takes a batch of a page, if it can use it; returns the bytes written. */
    int onPage(Page page, List<LiveMessage> messages, ReadFrom asked) {
        if (wouldResumeAt(page) && fanOut.history().isStale(page)) {
            // The first of its messages were erased since it was read.
            fanOut.pending().requestPage(this);
            return 0;
        }
        if (state == State.STARTING && !resumeFrom(page, asked)) {
            if (!resumeFromTail()) {
                fanOut.pending().requestPage(this);
            }
            return 0;
        }
        if (state != State.CATCHING_UP) {
            return 0;
        }
        if (asked.equals(nextRead()) && !page.recovered()) {
            reset(page);
        }
        int written = canWriteFrom(page) ? write(page, messages) : 0;
        if (!canWriteFrom(page)) {
            updateState();
        }
        return written;
    }

    private boolean wouldResumeAt(Page page) {
        return state == State.STARTING || state == State.CATCHING_UP && !isInHistoryOf(page);
    }

    /** Whether the page has messages that it can write on with. */
    boolean canWriteFrom(Page page) {
        return state == State.CATCHING_UP && continuesIn(page) && canWrite();
    }

    /** No answer came from the journal: a start is refused, and what runs already is tried again later. */
    void onReadFailed(ProblemException refusal) {
        if (state == State.STARTING) {
            close();
            subscriber.refused(refusal);
        } else if (state == State.CATCHING_UP) {
            fanOut.retryAtRepair(this);
        }
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    boolean isStarting() {
        return state == State.STARTING;
    }

    TopicFanOut fanOut() {
        return fanOut;
    }

    /** Whose it is: subscriptions of one connection wait for each other. */
    Object connection() {
        return subscriber.connection();
    }

    private boolean resumeFrom(Page page, ReadFrom asked) {
        ResumePoint beginning = ResumePoint.of(start, page, asked);
        if (beginning != null) {
            resume(beginning, page.epoch(), page.head());
        }
        return beginning != null;
    }

    private void resume(ResumePoint beginning, String epoch, long head) {
        moveTo(epoch, beginning.firstSeq());
        state = State.CATCHING_UP;
        subscribed(epoch, head, beginning.reset() == null);
        if (beginning.reset() != null && state != State.CLOSED) {
            subscriber.reset(beginning.reset(), next());
        }
    }

    /** News for one that is live: all of it at once, as the outbox bounds it. */
    private void writeNews() {
        while (canWrite() && writeFromTail() > 0) {}
        updateState();
    }

    /** One batch of what is in memory, for one that catches up; returns the bytes written. */
    private int writeStep() {
        int written = state == State.CATCHING_UP && canWrite() ? writeFromTail() : 0;
        updateState();
        return written;
    }

    /** After a write: it is live, or there is more to write, or it waits for the journal or for room. */
    private void updateState() {
        if (state == State.CLOSED) {
            return;
        }
        if (isAtHead()) {
            state = State.LIVE;
            wasLive = true;
        } else if (!hasRoom()) {
            state = State.BLOCKED;
            subscriber.outbox().whenRoom(this::onRoom);
        } else {
            state = State.CATCHING_UP;
            if (fromTail().isEmpty()) {
                fanOut.pending().requestPage(this);
            } else {
                fanOut.catchUps().add(this::writeStep);
            }
        }
    }

    /** Asked before each write: one that completes at once may let the client's next frame in, which may end this. */
    private boolean canWrite() {
        return state != State.CLOSED && hasRoom();
    }

    private void onRoom() {
        if (state != State.BLOCKED) {
            return;
        }
        writePendingReset();
        if (onSlow == OnSlow.SKIP) {
            skipToLatest();
        }
        state = State.CATCHING_UP;
        fanOut.catchUps().add(this::writeStep);
    }
}
