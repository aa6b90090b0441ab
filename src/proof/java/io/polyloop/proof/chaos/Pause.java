package io.polyloop.proof.chaos;

import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Time that passes between faults: it is part of what is tried, and waits for nothing. */
final class Pause {
    private Pause() {}

    static void of(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    static void of(Random random, long least, long most) {
        of(least + random.nextLong(most - least + 1));
    }
}
