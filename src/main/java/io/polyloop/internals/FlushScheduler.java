package io.polyloop.internals;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Flushes the connections of one event loop. One task flushes all that have unsent writes; what is written before it
 * runs goes out with the same flush, so the busier the loop, the fewer the system calls. Event loop only.
 */
public final class FlushScheduler {
    /** Connections flushed by one task: a flush of thousands would block everything else on the loop. */
    private static final int MAX_FLUSHES = 256;

    private final Vertx vertx;
    // event loop only
    private final Queue<ChannelWriter> waiting = new ArrayDeque<>();
    private boolean scheduled;

    /** For the event loop of the caller. */
    public FlushScheduler(Vertx vertx) {
        this.vertx = vertx;
    }

    void add(ChannelWriter writer) {
        waiting.add(writer);
        if (!scheduled) {
            schedule();
        }
    }

    private void schedule() {
        scheduled = true;
        vertx.runOnContext(task -> flush());
    }

    private void flush() {
        for (int i = 0; i < MAX_FLUSHES && !waiting.isEmpty(); i++) {
            waiting.remove().flushScheduled();
        }
        // Still true while flushing: what is written because a flush made room waits for the next task.
        scheduled = false;
        if (!waiting.isEmpty()) {
            schedule();
        }
    }
}
