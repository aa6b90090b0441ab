package io.polyloop.web;

import java.time.Duration;

/** Expires when a peer sends nothing for too long. On one event loop. */
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
