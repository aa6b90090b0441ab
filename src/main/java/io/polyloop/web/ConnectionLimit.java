package io.polyloop.web;

import io.polyloop.internals.HandshakeGuard;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the open connections of this node, those in their TLS handshake among them: a flood exhausts file descriptors
 * first. Thread-safe.
 */
final class ConnectionLimit implements HandshakeGuard {
    private static final ProblemException TOO_MANY =
            Problem.RATE_LIMITED.because("too many open connections (limits.connections)");

    private final AtomicInteger open;
    private final int limit;
    private final RefusalMetrics refusals;

    /** @param open counts the connections of all event loops */
    ConnectionLimit(AtomicInteger open, int limit, RefusalMetrics refusals) {
        this.open = open;
        this.limit = limit;
        this.refusals = refusals;
    }

    /** Counts a connection, which has to call {@link #onClose} at its end; false above the limit. */
    boolean tryOpen() {
        if (open.incrementAndGet() <= limit) {
            return true;
        }
        open.decrementAndGet();
        refusals.add(Protocol.HTTP, TOO_MANY);
        return false;
    }

    void onClose() {
        open.decrementAndGet();
    }

    @Override
    public boolean begin(String address) {
        return tryOpen();
    }

    /** The connection counts again as soon as it is established. */
    @Override
    public void end() {
        onClose();
    }
}
