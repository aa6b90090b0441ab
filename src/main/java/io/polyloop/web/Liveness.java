package io.polyloop.web;

import java.time.Duration;

/** When a connection last gave a sign of life. On one event loop. */
final class Liveness {
    private final long deadAfterNanos;
    private long lastSign = System.nanoTime();

    Liveness(Duration deadAfter) {
        this.deadAfterNanos = deadAfter.toNanos();
    }

    void sign() {
        lastSign = System.nanoTime();
    }

    boolean isDead() {
        return System.nanoTime() - lastSign > deadAfterNanos;
    }
}
