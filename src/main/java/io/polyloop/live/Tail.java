package io.polyloop.live;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The newest messages of the topics that have subscriptions on one event loop, bounded in bytes over all of them. The
 * topic that has been quiet for longest loses its messages first. Nothing is lost by it: the journal has them.
 */
final class Tail {
    private final int capacity;
    // event loop only; in order of last use
    private final Set<Run> runs = new LinkedHashSet<>();
    private long bytes;

    Tail(int capacity) {
        this.capacity = capacity;
    }

    /** Makes room after {@code run} grew. */
    void grown(Run run, long by) {
        bytes += by;
        runs.remove(run);
        runs.add(run);
        while (bytes > capacity) {
            Run quietest = runs.iterator().next();
            bytes -= quietest.removeOldest();
            if (quietest.isEmpty()) {
                runs.remove(quietest);
            }
        }
    }

    /** A run let go of so many bytes, and still has some. */
    void shrunk(long by) {
        bytes -= by;
    }

    /** Lets go of a topic that has no subscription any more, or whose run has a hole. */
    void dropped(Run run, long weight) {
        if (runs.remove(run)) {
            bytes -= weight;
        }
    }

    long bytes() {
        return bytes;
    }
}
