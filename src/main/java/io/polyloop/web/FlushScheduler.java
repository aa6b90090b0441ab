package io.polyloop.web;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The connections of one event loop that have something to flush. One task flushes them all after the present turn;
 * what is written before it runs goes out with the same flush, so the busier the loop, the fewer the system calls.
 */
final class FlushScheduler {
    /** Connections flushed in one turn: a flush of thousands would keep everything else on the loop waiting. */
    private static final int MAX_FLUSHES = 256;

    private final Vertx vertx;
    // event loop only
    private final Queue<ChannelWriter> waiting = new ArrayDeque<>();
    private boolean scheduled;

    FlushScheduler(Vertx vertx) {
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
        vertx.runOnContext(turn -> flush());
    }

    private void flush() {
        for (int i = 0; i < MAX_FLUSHES && !waiting.isEmpty(); i++) {
            waiting.remove().flushScheduled();
        }
        // Kept true while flushing: what a flush brings about (room for more) is written, and waits for the next turn.
        scheduled = false;
        if (!waiting.isEmpty()) {
            schedule();
        }
    }
}
