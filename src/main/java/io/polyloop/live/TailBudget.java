package io.polyloop.live;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The memory for the tails of one event loop, in bytes over all of its topics. The topic that has been idle longest
 * loses its messages first; they can still be read from the journal. On that event loop.
 */
final class TailBudget {
    /** Messages that use the budget. */
    interface Tail {
        /** Drops the oldest message; returns the bytes that this frees. */
        int evictOldest();

        boolean isEmpty();
    }

    private final int capacity;
    // event loop only; least recently used first
    private final Set<Tail> tails = new LinkedHashSet<>();
    private long bytes;

    /** @param capacity bytes */
    TailBudget(int capacity) {
        this.capacity = capacity;
    }

    /** Counts bytes that {@code tail} has added, and evicts messages until the budget holds. */
    void add(Tail tail, long added) {
        bytes += added;
        tails.remove(tail);
        tails.add(tail);
        while (bytes > capacity) {
            Tail idle = tails.iterator().next();
            bytes -= idle.evictOldest();
            if (idle.isEmpty()) {
                tails.remove(idle);
            }
        }
    }

    /** Counts bytes that a tail freed; it still has messages. */
    void release(long freed) {
        bytes -= freed;
    }

    /** Removes a tail that dropped all of its messages, {@code weight} bytes. */
    void remove(Tail tail, long weight) {
        if (tails.remove(tail)) {
            bytes -= weight;
        }
    }

    long bytes() {
        return bytes;
    }
}
