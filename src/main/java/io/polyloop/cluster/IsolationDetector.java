package io.polyloop.cluster;

import java.util.function.LongSupplier;

/** How long a node has been cut off from others that it was in touch with. Single-threaded. */
final class IsolationDetector {
    enum Change {
        NONE,
        PARTITIONED,
        ISOLATED
    }

    private final LongSupplier clock; // milliseconds
    private final long timeout;
    // A node that never was in touch would only start and end for ever.
    private boolean armed;
    private boolean partitioned;
    private long since;

    IsolationDetector(LongSupplier clock, long timeoutMillis) {
        this.clock = clock;
        this.timeout = timeoutMillis;
    }

    /** What the newest state means; {@code LASTS_TOO_LONG} is told once. */
    Change update(ClusterState state) {
        armed |= state.isConnected();
        boolean wasCutOff = partitioned;
        partitioned = armed && state.isPartitioned();
        if (partitioned && !wasCutOff) {
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
