package io.polyloop.proof.scale;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param starts of one node, of which the median counts
 * @param warmUp of the load, uncounted, so that the JVMs compile
 * @param window of each figure
 */
record Timing(int starts, Duration warmUp, Duration window) {
    static Timing standard() {
        return new Timing(3, Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    static Timing quick() {
        return new Timing(3, Duration.ofSeconds(3), Duration.ofSeconds(3));
    }
}
