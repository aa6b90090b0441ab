package io.polyloop.journal;

import java.time.Duration;

/** The time by which something has to be answered. Safe for all threads. */
record Deadline(long nanoTime) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Negative once it has passed. */
    Duration remaining() {
        return Duration.ofNanos(nanoTime - System.nanoTime());
    }

    boolean hasPassed() {
        return remaining().isNegative();
    }
}
