package io.polyloop.polyglot;

import java.time.Duration;

/** How long to wait before the next restart: twice as long as before the last one, unless that helped for a while. */
final class ExponentialBackoff {
    private final Duration initial;
    private final Duration max;
    private Duration delay;
    private long due;

    ExponentialBackoff(Duration initial, Duration max) {
        this.initial = initial;
        this.max = max;
    }

    /** @param now of a clock that counts nanoseconds */
    Duration nextDelay(long now) {
        // What ran well for as long as the longest pause was mended by the restart: this is another trouble.
        boolean restart = delay == null || now - due > max.toNanos();
        Duration longer = restart ? initial : delay.multipliedBy(2);
        delay = longer.compareTo(max) < 0 ? longer : max;
        due = now + delay.toNanos();
        return delay;
    }

    /** The next pause is the first again. */
    void reset() {
        delay = null;
    }
}
