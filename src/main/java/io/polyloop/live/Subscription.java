package io.polyloop.live;

import io.polyloop.topic.Page;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.ReadFrom;
import java.util.List;

/**
 * A subscription of one connection to one topic. It is live while it has every message of the current round, and
 * catching up otherwise. One mechanism serves start, resume, lost news and a slow connection: while there is room, it
 * writes from the next message on, from the tail if the message is there, otherwise from the journal. On its hub's event
 * loop.
 */
public final class Subscription extends Delivery {
    /** What a subscription requests from its topic. */
    interface Topic {
        /** Reads the page that the subscription needs next. */
        void requestPage(Subscription subscription);

        /** Reads that page at the next repair, because a read failed. */
        void retryAtRepair(Subscription subscription);

        void remove(Subscription subscription);
    }

    private enum State {
        STARTING(false),
        LIVE(false),
        CATCHING_UP(true),
        BLOCKED(true),
        CLOSED(false);

        private final boolean behind;

        State(boolean behind) {
            this.behind = behind;
        }
    }

    private final Topic topic;
    private final ReadFrom start;
    private final OnSlow onSlow;
    // event loop only
    private State state = State.STARTING;
    private boolean wasLive;

    Subscription(
            Topic topic, LoopContext loop, HistoryView history, ReadFrom start, OnSlow onSlow, Subscriber subscriber) {
        super(loop, history, subscriber);
        this.topic = topic;
        this.start = start;
        this.onSlow = onSlow;
    }

    /** Closes the subscription. Nothing is written afterwards. */
    public void close() {
        if (state != State.CLOSED) {
            become(State.CLOSED);
            topic.remove(this);
        }
    }

    @Override
    ReadFrom nextRead() {
        return state == State.STARTING ? start : super.nextRead();
    }

    /** Starts without the journal; false if the tail does not have the position. */
    boolean resumeFromTail() {
        boolean resumed = resume(ResumePoint.inTail(start, history()));
        if (resumed) {
            writeStep();
        }
        return resumed;
    }

    /** Called when the topic has new messages. */
    void onNews() {
        if (state == State.LIVE) {
            writeNews();
        } else if (state != State.CLOSED && wasLive && onSlow == OnSlow.WAIT && lag() >= loop().maxLag()) {
            close();
            loop().metrics().closedAsSlow();
            subscriber().closedAsSlow();
        }
    }

    /** Called when the messages up to this one were erased. */
    void onErased(long through) {
        if (state == State.STARTING || state == State.CLOSED || !isInCurrentHistory()) {
            return;
        }
        skipErased(through);
        if (state != State.BLOCKED) {
            writePendingReset();
        }
    }

    /**
     * Writes one batch of a page, if it contains what this subscription needs.
     *
     * @param from where the journal was read from
     * @return the bytes written
     */
    int onPage(Page page, List<LiveMessage> messages, ReadFrom from) {
        if (wouldResumeAt(page) && history().isStale(page)) {
            // The first messages of the page were erased after it was read.
            topic.requestPage(this);
            return 0;
        }
        if (state == State.STARTING && !resume(ResumePoint.inPage(start, page, from))) {
            if (!resumeFromTail()) {
                topic.requestPage(this);
            }
            return 0;
        }
        return state == State.CATCHING_UP ? writePage(page, messages, from) : 0;
    }

    /** Whether another batch of this page can be written now. */
    boolean canWriteFrom(Page page) {
        return state == State.CATCHING_UP && continuesIn(page) && canWrite();
    }

    /** Called when the journal did not answer. A start is refused; a running subscription tries again later. */
    void onReadFailed(ProblemException refusal) {
        if (state == State.STARTING) {
            close();
            subscriber().refused(refusal);
        } else if (state == State.CATCHING_UP) {
            topic.retryAtRepair(this);
        }
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    boolean isStarting() {
        return state == State.STARTING;
    }

    private boolean wouldResumeAt(Page page) {
        return state == State.STARTING || state == State.CATCHING_UP && !isInHistoryOf(page);
    }

    private boolean resume(ResumePoint point) {
        if (point == null) {
            return false;
        }
        become(State.CATCHING_UP);
        start(point);
        if (point.reset() != null && state != State.CLOSED) {
            subscriber().reset(point.reset(), next());
        }
        return true;
    }

    /** Writes all news at once, as far as there is room. */
    private void writeNews() {
        while (canWrite() && writeFromTail() > 0) {}
        updateState();
    }

    /** Writes one batch of catch-up from the tail; returns its bytes. */
    private int writeStep() {
        int written = state == State.CATCHING_UP && canWrite() ? writeFromTail() : 0;
        updateState();
        return written;
    }

    private int writePage(Page page, List<LiveMessage> messages, ReadFrom from) {
        if (from.equals(nextRead()) && !page.recovered()) {
            reset(page);
        }
        int written = canWriteFrom(page) ? write(page, messages) : 0;
        if (!canWriteFrom(page)) {
            updateState();
        }
        return written;
    }

    /** After a write: the subscription is live, has more to write, or waits for the journal or for room. */
    private void updateState() {
        if (state == State.CLOSED) {
            return;
        }
        if (isAtHead()) {
            become(State.LIVE);
            wasLive = true;
        } else if (!hasRoom()) {
            become(State.BLOCKED);
            whenRoom(this::onRoom);
        } else {
            continueCatchUp();
        }
    }

    private void continueCatchUp() {
        become(State.CATCHING_UP);
        if (fromTail().isEmpty()) {
            topic.requestPage(this);
        } else {
            loop().catchUps().add(this::writeStep);
        }
    }

    private void become(State next) {
        if (state.behind != next.behind) {
            loop().metrics().behind(next.behind ? 1 : -1);
        }
        state = next;
    }

    /** Checked before each write: one that completes at once may read the client's next frame, which may close this. */
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
        become(State.CATCHING_UP);
        loop().catchUps().add(this::writeStep);
    }
}
