package io.polyloop.journal;

import java.time.Duration;

/** The time by which a request has to be answered. Any thread. */
record Deadline(long nanoTime) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The time left; negative after the deadline. */
    Duration remaining() {
        return Duration.ofNanos(nanoTime - System.nanoTime());
    }

    boolean hasPassed() {
        return remaining().isNegative();
    }
}
