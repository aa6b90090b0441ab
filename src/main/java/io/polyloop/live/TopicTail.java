package io.polyloop.live;

import java.util.ArrayList;
import java.util.List;

/** The recent messages of one topic on one event loop, without a gap, up to the newest that is known there. */
final class TopicTail implements TailBudget.Tail {
    private static final int COMPACT_AT = 1_024;

    private final TailBudget budget;
    // event loop only; messages before start are dropped
    private List<LiveMessage> messages = new ArrayList<>();
    private int start;
    private long weight;

    TopicTail(TailBudget budget) {
        this.budget = budget;
    }

    @Override
    public boolean isEmpty() {
        return start == messages.size();
    }

    /** The seq of the oldest message; only if there is one. */
    long first() {
        return messages.get(start).seq();
    }

    /** The seq of the newest message; only if there is one. */
    long last() {
        return messages.get(messages.size() - 1).seq();
    }

    /** The message with this seq, or null if it is not in memory. */
    LiveMessage get(long seq) {
        if (isEmpty() || seq < first() || seq > last()) {
            return null;
        }
        return messages.get(index(seq));
    }

    /** A view of the messages in this range, both ends included; empty if the first one is not in memory. */
    List<LiveMessage> between(long from, long to) {
        if (isEmpty() || from < first() || from > Math.min(to, last())) {
            return List.of();
        }
        return messages.subList(index(from), index(Math.min(to, last())) + 1);
    }

    /** Adds a message that was just committed. After a gap the tail starts again with this message. */
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

    /** Adds those messages of a journal page that extend the tail at either end. */
    void merge(List<LiveMessage> page) {
        if (page.isEmpty()) {
            return;
        }
        if (isEmpty() || extendsEnd(page)) {
            page.forEach(this::append);
        } else if (extendsStart(page)) {
            prepend(page.subList(0, (int) (first() - page.get(0).seq())));
        }
    }

    /** Drops messages with a lower seq, which the journal no longer keeps. */
    void trimBefore(long seq) {
        if (!isEmpty() && last() < seq) {
            clear();
        }
        while (!isEmpty() && first() < seq) {
            budget.release(evictOldest());
        }
    }

    /** Drops the oldest messages, except the newest one, until the others have at most this many bytes. */
    void limit(int bytes) {
        while (weight > bytes && start < messages.size() - 1) {
            budget.release(evictOldest());
        }
    }

    void clear() {
        budget.remove(this, weight);
        messages.clear();
        start = 0;
        weight = 0;
    }

    @Override
    public int evictOldest() {
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

    private void addWeight(long added) {
        weight += added;
        budget.add(this, added);
    }

    private void prepend(List<LiveMessage> older) {
        List<LiveMessage> joined = new ArrayList<>(older);
        joined.addAll(messages.subList(start, messages.size()));
        messages = joined;
        start = 0;
        addWeight(older.stream().mapToLong(LiveMessage::weight).sum());
    }

    private boolean extendsEnd(List<LiveMessage> page) {
        return page.get(0).seq() >= first() && page.get(0).seq() <= last() + 1;
    }

    private boolean extendsStart(List<LiveMessage> page) {
        return page.get(0).seq() < first() && page.get(page.size() - 1).seq() >= first() - 1;
    }
}
