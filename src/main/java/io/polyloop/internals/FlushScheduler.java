package io.polyloop.internals;

import io.polyloop.loop.TurnQueue;
import io.vertx.core.Vertx;

/**
 * Flushes the connections of one event loop together, after the current turn. Everything written before goes out with
 * the same flush, so the busier the loop, the fewer the system calls. On its event loop.
 */
public final class FlushScheduler {
    /** Connections flushed in one turn: thousands of flushes would delay everything else on the loop. */
    private static final int MAX_FLUSHES = 256;

    private final TurnQueue<ChannelWriter> waiting;

    /** For the event loop of the caller. */
    public FlushScheduler(Vertx vertx) {
        waiting = new TurnQueue<>(
                task -> vertx.runOnContext(turn -> task.run()), MAX_FLUSHES, (writer, left) -> flush(writer));
    }

    void add(ChannelWriter writer) {
        waiting.add(writer);
    }

    private static int flush(ChannelWriter writer) {
        writer.flushScheduled();
        return 1;
    }
}
