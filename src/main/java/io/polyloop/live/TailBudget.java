package io.polyloop.live;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The newest messages of the topics that have subscriptions on one event loop, bounded in bytes over all of them. The
 * topic that has been quiet for longest loses its messages first. Nothing is lost by it: the journal has them.
 */
final class TailBudget {
    private final int capacity;
    // event loop only; in order of last use
    private final Set<TopicTail> tails = new LinkedHashSet<>();
    private long bytes;

    TailBudget(int capacity) {
        this.capacity = capacity;
    }

    /** Makes room after {@code run} grew. */
    void add(TopicTail run, long by) {
        bytes += by;
        tails.remove(run);
        tails.add(run);
        while (bytes > capacity) {
            TopicTail quietest = tails.iterator().next();
            bytes -= quietest.evictOldest();
            if (quietest.isEmpty()) {
                tails.remove(quietest);
            }
        }
    }

    /** A run let go of so many bytes, and still has some. */
    void release(long by) {
        bytes -= by;
    }

    /** Lets go of a topic that has no subscription any more, or whose run has a hole. */
    void remove(TopicTail run, long weight) {
        if (tails.remove(run)) {
            bytes -= weight;
        }
    }

    long bytes() {
        return bytes;
    }
}
