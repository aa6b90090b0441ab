package io.polyloop.live;

import java.util.ArrayList;
import java.util.List;

/** A topic's part of the tail: messages without a hole, up to the newest one heard of. On one event loop. */
final class TopicTail {
    private static final int COMPACT_AT = 1_024;

    private final TailBudget budget;
    // event loop only: messages[start..] are kept, those before are gone
    private List<LiveMessage> messages = new ArrayList<>();
    private int start;
    private long weight;

    TopicTail(TailBudget tail) {
        this.budget = tail;
    }

    boolean isEmpty() {
        return start == messages.size();
    }

    /** The oldest sequence number kept. */
    long first() {
        return messages.get(start).seq();
    }

    /** The newest one. */
    long last() {
        return messages.get(messages.size() - 1).seq();
    }

    /** The message with this number, or null if it is not kept. */
    LiveMessage get(long seq) {
        if (isEmpty() || seq < first() || seq > last()) {
            return null;
        }
        return messages.get(index(seq));
    }

    /** The messages with these numbers, as a view; none if the first one is not kept. */
    List<LiveMessage> between(long from, long to) {
        if (isEmpty() || from < first() || from > Math.min(to, last())) {
            return List.of();
        }
        return messages.subList(index(from), index(Math.min(to, last())) + 1);
    }

    /** Adds news. After a hole the run starts anew: what is before the hole is no longer the newest. */
    void append(LiveMessage message) {
        if (!isEmpty() && message.seq() <= last()) {
            return;
        }
        if (!isEmpty() && message.seq() != last() + 1) {
            clear();
        }
        messages.add(message);
        addWeight(message.weight());
    }

    /** Adds what adjoins the run, on either side, of a page read from the journal. */
    void merge(List<LiveMessage> page) {
        if (page.isEmpty()) {
            return;
        }
        if (isEmpty() || adjoinsAfter(page)) {
            page.forEach(this::append);
        } else if (adjoinsBefore(page)) {
            prepend(page.subList(0, (int) (first() - page.get(0).seq())));
        }
    }

    /** Removes messages with lower numbers, which the journal does not keep any more. */
    void trimBefore(long seq) {
        if (!isEmpty() && last() < seq) {
            clear();
        }
        while (!isEmpty() && first() < seq) {
            budget.release(evictOldest());
        }
    }

    void clear() {
        budget.remove(this, weight);
        messages.clear();
        start = 0;
        weight = 0;
    }

    /** Called by the tail to make room; returns the bytes that are free now. */
    int evictOldest() {
        int freed = messages.get(start).weight();
        messages.set(start++, null);
        weight -= freed;
        if (start >= COMPACT_AT && start > messages.size() / 2) {
            messages.subList(0, start).clear();
            start = 0;
        }
        return freed;
    }

    private int index(long seq) {
        return start + (int) (seq - first());
    }

    private void addWeight(long by) {
        weight += by;
        budget.add(this, by);
    }

    private void prepend(List<LiveMessage> older) {
        List<LiveMessage> joined = new ArrayList<>(older);
        joined.addAll(messages.subList(start, messages.size()));
        messages = joined;
        start = 0;
        addWeight(older.stream().mapToLong(LiveMessage::weight).sum());
    }

    private boolean adjoinsAfter(List<LiveMessage> page) {
        return page.get(0).seq() >= first() && page.get(0).seq() <= last() + 1;
    }

    private boolean adjoinsBefore(List<LiveMessage> page) {
        return page.get(0).seq() < first() && page.get(page.size() - 1).seq() >= first() - 1;
    }
}
