package io.polyloop.proof.scale;

import java.time.Duration;

/**
 * How often and how long to measure.
 *
 * @param starts the number of starts of one node, of which the median is reported
 * @param warmUp the time under load before the measurement, in which the JVMs compile
 * @param window the time of each measurement
 */
record Timing(int starts, Duration warmUp, Duration window) {
    static Timing standard() {
        return new Timing(3, Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    static Timing quick() {
        return new Timing(3, Duration.ofSeconds(3), Duration.ofSeconds(3));
    }
}
