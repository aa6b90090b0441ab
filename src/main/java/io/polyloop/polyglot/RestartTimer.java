package io.polyloop.polyglot;

import io.vertx.core.Vertx;
import java.time.Duration;

/** The one restart of a script that is scheduled, if any. Used on its supervisor's context. */
final class RestartTimer {
    private static final long NONE = -1;

    private final Vertx vertx;
    private final ExponentialBackoff backoff;
    private long timer = NONE;
    private boolean closed;

    RestartTimer(Vertx vertx, ExponentialBackoff backoff) {
        this.vertx = vertx;
        this.backoff = backoff;
    }

    boolean isScheduled() {
        return timer != NONE;
    }

    /** Runs {@code restart} after the returned delay, longer each time. */
    Duration schedule(Runnable restart) {
        Duration delay = backoff.nextDelay(System.nanoTime());
        // A restart that fails because its supervisor is undeployed would otherwise be retried forever.
        if (!closed) {
            timer = vertx.setTimer(delay.toMillis(), id -> {
                timer = NONE;
                restart.run();
            });
        }
        return delay;
    }

    void cancel() {
        vertx.cancelTimer(timer);
        timer = NONE;
    }

    /** The next delay is the first one again. */
    void resetDelay() {
        backoff.reset();
    }

    /** Schedules nothing from now on. */
    void close() {
        cancel();
        closed = true;
    }
}
