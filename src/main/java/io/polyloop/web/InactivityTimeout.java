package io.polyloop.web;

import java.time.Duration;

/** When a connection last gave a sign of life. On one event loop. */
final class InactivityTimeout {
    private final long timeoutNanos;
    private long lastActivity = System.nanoTime();

    InactivityTimeout(Duration deadAfter) {
        this.timeoutNanos = deadAfter.toNanos();
    }

    void reset() {
        lastActivity = System.nanoTime();
    }

    boolean isExpired() {
        return System.nanoTime() - lastActivity > timeoutNanos;
    }
}
