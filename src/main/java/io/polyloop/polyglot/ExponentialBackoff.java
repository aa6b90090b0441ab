package io.polyloop.polyglot;

import java.time.Duration;

/** The delay before the next restart: twice the previous delay, or the initial one if the last restart helped. */
final class ExponentialBackoff {
    private final Duration initial;
    private final Duration max;
    private Duration delay;
    private long due;

    ExponentialBackoff(Duration initial, Duration max) {
        this.initial = initial;
        this.max = max;
    }

    /** @param now in nanoseconds, such as {@link System#nanoTime()} */
    Duration nextDelay(long now) {
        // A script that ran for the maximum delay without a restart has recovered: this is a new problem.
        boolean recovered = delay == null || now - due > max.toNanos();
        Duration longer = recovered ? initial : delay.multipliedBy(2);
        delay = longer.compareTo(max) < 0 ? longer : max;
        due = now + delay.toNanos();
        return delay;
    }

    /** Makes the next delay the initial one. */
    void reset() {
        delay = null;
    }
}
