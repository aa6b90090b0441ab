package io.polyloop.live;

import io.polyloop.topic.Message;
import io.polyloop.topic.Page;
import io.polyloop.topic.TopicState;
import java.util.List;

/**
 * What one event loop knows of one topic's history: the epoch, the head, how far it is erased, and the newest messages.
 * On that event loop.
 */
final class KnownHistory {
    /** No page was read yet, so no subscription has begun that an erasure would concern. */
    private static final long NOT_READ = -1;

    private final Run run;
    // event loop only
    private String epoch = "";
    private long head;
    private long erased = NOT_READ;
    private long headAsked;
    private long erasedAsked;

    KnownHistory(Run run) {
        this.run = run;
    }

    String epoch() {
        return epoch;
    }

    long head() {
        return head;
    }

    Run run() {
        return run;
    }

    /** Whether {@code other} is the epoch of another history than this one; the first epoch known is not. */
    boolean differsFrom(String other) {
        return !epoch.isEmpty() && !epoch.equals(other);
    }

    /** Begins a new history, which may count through the same sequence numbers: nothing in memory is of it. */
    void begin(String newEpoch, long newHead) {
        run.clear();
        epoch = newEpoch;
        head = newHead;
        erased = NOT_READ;
        erasedAsked = NOT_READ;
    }

    /** Adds committed messages, in sequence order; those that were erased meanwhile are left out. */
    void append(String itsEpoch, List<LiveMessage> messages) {
        learn(itsEpoch);
        for (LiveMessage message : messages) {
            if (message.seq() > erased) {
                run.append(message);
            }
        }
    }

    /** Whether the head moved. */
    boolean advance(long newHead) {
        boolean moves = newHead > head;
        head = Math.max(head, newHead);
        return moves;
    }

    /** Erases the messages up to this one; false if the erasure is known, or of another history. */
    boolean erase(String itsEpoch, long through) {
        boolean isNew = erased != NOT_READ && epoch.equals(itsEpoch) && through > erased;
        if (isNew) {
            erased = through;
            run.removeBefore(through + 1);
        }
        return isNew;
    }

    /** Remembers what is known when the journal is asked: {@link #contradicts} compares its answer with that. */
    void onAsk() {
        headAsked = head;
        erasedAsked = erased;
    }

    /** Whether the answer has less than was known when it was asked for: the database is an older copy. */
    boolean contradicts(TopicState state) {
        return state.head() < headAsked || state.erased() < erasedAsked;
    }

    /** Begins again as the database has it. */
    void restart(TopicState state) {
        begin(epoch, state.head());
        erased = state.erased();
    }

    /** Whether the page was read before an erasure that is known already. */
    boolean isOutdated(Page page) {
        return epoch.equals(page.epoch()) && page.erased() < erased && page.after() < erased;
    }

    /** Takes epoch and erasure from a page of this history, if it is the first one read. */
    void confirm(Page page) {
        learn(page.epoch());
        if (erased == NOT_READ) {
            erased = page.erased();
            run.removeBefore(erased + 1);
        }
    }

    /** Adds the messages of a page; returns them as {@link #shared}. */
    List<LiveMessage> merge(Page page) {
        List<LiveMessage> messages = shared(page);
        run.merge(messages);
        return messages;
    }

    /** The messages of a page, those in memory as the same objects, so that subscribers share their encodings. */
    List<LiveMessage> shared(Page page) {
        return page.messages().stream().map(this::shared).toList();
    }

    // Keeps the object it has, so that subscriptions compare the same one with itself.
    private void learn(String itsEpoch) {
        if (!itsEpoch.equals(epoch)) {
            epoch = itsEpoch;
        }
    }

    private LiveMessage shared(Message message) {
        LiveMessage kept = run.get(message.seq());
        return kept == null ? new LiveMessage(epoch, message) : kept;
    }
}
