package io.polyloop.live;

import io.polyloop.topic.Message;
import io.polyloop.topic.Page;
import io.polyloop.topic.TopicState;
import java.util.List;

/**
 * What one event loop knows of a topic's history: the epoch, the head, the last erased message, and the tail. On that
 * event loop.
 */
final class HistoryView {
    /**
     * What stays in memory of a replay far behind the head, for subscriptions close behind each other. More would
     * survive garbage collections, whose pauses delay live messages, and evict the tails of other topics.
     */
    private static final int REPLAY_BYTES = 1 << 20;

    /** No page was read yet, so no subscription has started that an erasure concerns. */
    private static final long UNKNOWN = -1;

    private final TopicTail tail;
    // event loop only
    private String epoch = "";
    private long head;
    private long roundHead;
    private long erased = UNKNOWN;
    private long headAtCheck;
    private long erasedAtCheck;

    HistoryView(TopicTail tail) {
        this.tail = tail;
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

    /** Starts a round of delivery with all messages up to the head. */
    void startRound() {
        roundHead = head;
    }

    /**
     * The seq of the last message of the current round. Messages that arrive in the middle of a round wait for the next
     * one, so that all subscriptions get the same batch.
     */
    long roundHead() {
        return roundHead;
    }

    /** The messages of the current round that are in memory, from this seq on; none if that message is not. */
    List<LiveMessage> roundFrom(long seq) {
        return tail.between(seq, roundHead);
    }

    /** Whether {@code other} is the epoch of another history; false while no epoch is known. */
    boolean differsFrom(String other) {
        return !epoch.isEmpty() && !epoch.equals(other);
    }

    /** Starts a new history: it may reuse the same seqs, so everything in memory is dropped. */
    void start(String newEpoch, long newHead) {
        tail.clear();
        epoch = newEpoch;
        head = newHead;
        erased = UNKNOWN;
        erasedAtCheck = UNKNOWN;
    }

    /** Adds committed messages, in order of their seqs, except those that were erased in the meantime. */
    void append(String newsEpoch, List<LiveMessage> messages) {
        adoptEpoch(newsEpoch);
        for (LiveMessage message : messages) {
            if (message.seq() > erased) {
                tail.append(message);
            }
        }
    }

    /** Moves the head forward; false if it is there already. */
    boolean advanceHead(long newHead) {
        boolean moves = newHead > head;
        head = Math.max(head, newHead);
        return moves;
    }

    /** Drops the messages up to this one; false if the erasure is known, or concerns another history. */
    boolean erase(String erasedEpoch, long through) {
        boolean isNew = erased != UNKNOWN && epoch.equals(erasedEpoch) && through > erased;
        if (isNew) {
            erased = through;
            tail.trimBefore(through + 1);
        }
        return isNew;
    }

    /** Remembers what is known before the journal is queried, for {@link #contradicts}. */
    void startCheck() {
        headAtCheck = head;
        erasedAtCheck = erased;
    }

    /** Whether the journal has less than was known before the query: the database is an older copy. */
    boolean contradicts(TopicState state) {
        return state.head() < headAtCheck || state.erased() < erasedAtCheck;
    }

    /** Starts again from what the journal has. */
    void restart(TopicState state) {
        start(epoch, state.head());
        erased = state.erased();
    }

    /** Whether the page was read before an erasure that is known here. */
    boolean isStale(Page page) {
        return epoch.equals(page.epoch()) && page.erased() < erased && page.after() < erased;
    }

    /** Takes epoch and erasure from the first page that is read. */
    void adopt(Page page) {
        adoptEpoch(page.epoch());
        if (erased == UNKNOWN) {
            erased = page.erased();
            tail.trimBefore(erased + 1);
        }
    }

    /** Adds the messages of a page; returns them as {@link #toLiveMessages} does. */
    List<LiveMessage> merge(Page page) {
        List<LiveMessage> messages = toLiveMessages(page);
        tail.merge(messages);
        if (page.last() < page.head() && !tail.isEmpty() && tail.last() == page.last()) {
            tail.limit(REPLAY_BYTES);
        }
        return messages;
    }

    /** The messages of a page, the same objects as in memory where there are some: subscribers share their encodings. */
    List<LiveMessage> toLiveMessages(Page page) {
        return page.messages().stream().map(this::toLiveMessage).toList();
    }

    // Keeps the String object of a known epoch, so that subscriptions compare it with itself.
    private void adoptEpoch(String newEpoch) {
        if (!newEpoch.equals(epoch)) {
            epoch = newEpoch;
        }
    }

    private LiveMessage toLiveMessage(Message message) {
        LiveMessage inMemory = tail.get(message.seq());
        return inMemory == null ? new LiveMessage(epoch, message) : inMemory;
    }
}
