package io.polyloop.ops;

import io.vertx.core.Context;
import java.util.Arrays;
import java.util.stream.Collectors;

/** One event loop, and the number of checks that it has missed. */
final class MonitoredLoop {
    /** Logged frames of a stuck thread. */
    private static final int FRAMES = 30;

    private final Context context;
    private final Thread thread;
    private volatile boolean ran = true;
    private volatile long missed;

    MonitoredLoop(Context context, Thread thread) {
        this.context = context;
        this.thread = thread;
    }

    /** Schedules a task, unless the last one has not run yet. Always on the same thread. */
    void check() {
        if (ran) {
            missed = 0;
            ran = false;
            context.runOnContext(v -> ran = true);
        } else {
            missed++;
        }
    }

    /** Consecutive checks at which the last task had not run. */
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
