package io.polyloop.cluster;

import java.util.function.LongSupplier;

/** Detects that a node has been cut off from the others for too long. Single-threaded. */
final class IsolationDetector {
    enum Change {
        NONE,
        /** The node was connected, and is cut off now. */
        PARTITIONED,
        /** It has been cut off for longer than the timeout; reported once. */
        ISOLATED
    }

    private final LongSupplier clock; // milliseconds
    private final long timeout;
    // Only after it was connected: otherwise a node without peers would restart forever.
    private boolean armed;
    private boolean partitioned;
    private long since;

    IsolationDetector(LongSupplier clock, long timeoutMillis) {
        this.clock = clock;
        this.timeout = timeoutMillis;
    }

    /** Evaluates a new state. */
    Change update(ClusterState state) {
        armed |= state.isConnected();
        boolean before = partitioned;
        partitioned = armed && state.isPartitioned();
        if (partitioned && !before) {
            since = clock.getAsLong();
            return Change.PARTITIONED;
        }
        if (partitioned && clock.getAsLong() - since > timeout) {
            armed = false;
            return Change.ISOLATED;
        }
        return Change.NONE;
    }
}
