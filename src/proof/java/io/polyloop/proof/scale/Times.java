package io.polyloop.proof.scale;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param starts of one node, of which the median counts
 * @param warmUp of the load, uncounted, so that the JVMs compile
 * @param window of each figure
 */
record Times(int starts, Duration warmUp, Duration window) {
    static Times usual() {
        return new Times(3, Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    static Times quick() {
        return new Times(3, Duration.ofSeconds(3), Duration.ofSeconds(3));
    }
}
