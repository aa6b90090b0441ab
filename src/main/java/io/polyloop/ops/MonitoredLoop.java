package io.polyloop.ops;

import io.vertx.core.Context;
import java.util.Arrays;
import java.util.stream.Collectors;

/** One event loop, and how many checks it has let pass. */
final class MonitoredLoop {
    /** Frames of a stuck thread that are logged: what it does, and for whom. */
    private static final int FRAMES = 30;

    private final Context context;
    private final Thread thread;
    private volatile boolean ran = true;
    private volatile long missed;

    MonitoredLoop(Context context, Thread thread) {
        this.context = context;
        this.thread = thread;
    }

    /** Sends the loop a task, unless it still has the last one. By one thread. */
    void check() {
        if (ran) {
            missed = 0;
            ran = false;
            context.runOnContext(v -> ran = true);
        } else {
            missed++;
        }
    }

    /** Checks in a row that found the last task still waiting. */
    long missed() {
        return missed;
    }

    Context context() {
        return context;
    }

    String name() {
        return thread.getName();
    }

    String stack() {
        return Arrays.stream(thread.getStackTrace())
                .limit(FRAMES)
                .map(frame -> "    at " + frame)
                .collect(Collectors.joining("\n"));
    }
}
