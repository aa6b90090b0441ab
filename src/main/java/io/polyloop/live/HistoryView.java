package io.polyloop.live;

import io.polyloop.topic.Message;
import io.polyloop.topic.Page;
import io.polyloop.topic.TopicState;
import java.util.List;

/**
 * What one event loop knows of one topic's history: the epoch, the head, how far it is erased, and the newest messages.
 * On that event loop.
 */
final class HistoryView {
    /** No page was read yet, so no subscription has begun that an erasure would concern. */
    private static final long UNKNOWN = -1;

    private final TopicTail tail;
    // event loop only
    private String epoch = "";
    private long head;
    private long erased = UNKNOWN;
    private long headAtCheck;
    private long erasedAtCheck;

    HistoryView(TopicTail run) {
        this.tail = run;
    }

    String epoch() {
        return epoch;
    }

    long head() {
        return head;
    }

    TopicTail tail() {
        return tail;
    }

    /** Whether {@code other} is the epoch of another history than this one; the first epoch known is not. */
    boolean differsFrom(String other) {
        return !epoch.isEmpty() && !epoch.equals(other);
    }

    /** Begins a new history, which may count through the same sequence numbers: nothing in memory is of it. */
    void start(String newEpoch, long newHead) {
        tail.clear();
        epoch = newEpoch;
        head = newHead;
        erased = UNKNOWN;
        erasedAtCheck = UNKNOWN;
    }

    /** Adds committed messages, in sequence order; those that were erased meanwhile are left out. */
    void append(String itsEpoch, List<LiveMessage> messages) {
        adoptEpoch(itsEpoch);
        for (LiveMessage message : messages) {
            if (message.seq() > erased) {
                tail.append(message);
            }
        }
    }

    /** Whether the head moved. */
    boolean advanceHead(long newHead) {
        boolean moves = newHead > head;
        head = Math.max(head, newHead);
        return moves;
    }

    /** Erases the messages up to this one; false if the erasure is known, or of another history. */
    boolean erase(String itsEpoch, long through) {
        boolean isNew = erased != UNKNOWN && epoch.equals(itsEpoch) && through > erased;
        if (isNew) {
            erased = through;
            tail.trimBefore(through + 1);
        }
        return isNew;
    }

    /** Remembers what is known when the journal is asked: {@link #contradicts} compares its answer with that. */
    void startCheck() {
        headAtCheck = head;
        erasedAtCheck = erased;
    }

    /** Whether the answer has less than was known when it was asked for: the database is an older copy. */
    boolean contradicts(TopicState state) {
        return state.head() < headAtCheck || state.erased() < erasedAtCheck;
    }

    /** Begins again as the database has it. */
    void restart(TopicState state) {
        start(epoch, state.head());
        erased = state.erased();
    }

    /** Whether the page was read before an erasure that is known already. */
    boolean isStale(Page page) {
        return epoch.equals(page.epoch()) && page.erased() < erased && page.after() < erased;
    }

    /** Takes epoch and erasure from a page of this history, if it is the first one read. */
    void adopt(Page page) {
        adoptEpoch(page.epoch());
        if (erased == UNKNOWN) {
            erased = page.erased();
            tail.trimBefore(erased + 1);
        }
    }

    /** Adds the messages of a page; returns them as {@link #toLiveMessages}. */
    List<LiveMessage> merge(Page page) {
        List<LiveMessage> messages = toLiveMessages(page);
        tail.merge(messages);
        return messages;
    }

    /** The messages of a page, those in memory as the same objects, so that subscribers share their encodings. */
    List<LiveMessage> toLiveMessages(Page page) {
        return page.messages().stream().map(this::toLiveMessages).toList();
    }

    // Keeps the object it has, so that subscriptions compare the same one with itself.
    private void adoptEpoch(String itsEpoch) {
        if (!itsEpoch.equals(epoch)) {
            epoch = itsEpoch;
        }
    }

    private LiveMessage toLiveMessages(Message message) {
        LiveMessage kept = tail.get(message.seq());
        return kept == null ? new LiveMessage(epoch, message) : kept;
    }
}
