package io.polyloop.polyglot;

import java.time.Duration;

/** How long to wait before the next restart: twice as long as before the last one, unless that helped for a while. */
final class BackOff {
    private final Duration first;
    private final Duration max;
    private Duration pause;
    private long due;

    BackOff(Duration first, Duration max) {
        this.first = first;
        this.max = max;
    }

    /** @param now of a clock that counts nanoseconds */
    Duration next(long now) {
        // What ran well for as long as the longest pause was mended by the restart: this is another trouble.
        boolean anew = pause == null || now - due > max.toNanos();
        Duration longer = anew ? first : pause.multipliedBy(2);
        pause = longer.compareTo(max) < 0 ? longer : max;
        due = now + pause.toNanos();
        return pause;
    }

    /** The next pause is the first again. */
    void reset() {
        pause = null;
    }
}
