package io.polyloop.proof.local;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** A delay that is part of the experiment, such as the time between two faults; it does not wait for a condition. */
public final class Pause {
    private Pause() {}

    public static void of(Duration time) {
        of(time.toMillis());
    }

    public static void of(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** A random delay of {@code min} to {@code max} milliseconds. */
    public static void of(Random random, long min, long max) {
        of(min + random.nextLong(max - min + 1));
    }
}
