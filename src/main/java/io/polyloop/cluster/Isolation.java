package io.polyloop.cluster;

import java.util.function.LongSupplier;

/** How long a node has been cut off from others that it was in touch with. Single-threaded. */
final class Isolation {
    enum Turn {
        NONE,
        BEGINS,
        LASTS_TOO_LONG
    }

    private final LongSupplier clock; // milliseconds
    private final long timeout;
    // A node that never was in touch would only start and end for ever.
    private boolean watching;
    private boolean cutOff;
    private long since;

    Isolation(LongSupplier clock, long timeoutMillis) {
        this.clock = clock;
        this.timeout = timeoutMillis;
    }

    /** What the newest state means; {@code LASTS_TOO_LONG} is told once. */
    Turn watch(ClusterState state) {
        watching |= state.inTouch();
        boolean wasCutOff = cutOff;
        cutOff = watching && state.cutOff();
        if (cutOff && !wasCutOff) {
            since = clock.getAsLong();
            return Turn.BEGINS;
        }
        if (cutOff && clock.getAsLong() - since > timeout) {
            watching = false;
            return Turn.LASTS_TOO_LONG;
        }
        return Turn.NONE;
    }
}
