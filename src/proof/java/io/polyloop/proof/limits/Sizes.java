package io.polyloop.proof.limits;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param warmUp until the JVM has compiled most of the code
 * @param window of one point of a curve
 * @param writers that wait for each acknowledgement
 * @param subscribers while deliveries are measured
 * @param connections idle ones with a subscription; below the open files of both processes
 * @param topics with one message each
 */
record Sizes(
        Duration warmUp,
        Duration window,
        List<Integer> writers,
        int subscribers,
        List<Integer> connections,
        List<Integer> topics) {
    /** Messages of one request. */
    static final int BATCH = 100;

    static Sizes standard() {
        return new Sizes(
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                List.of(1, 4, 16, 64, 256),
                1_000,
                List.of(2_000, 5_000, 10_000, 15_000),
                List.of(10_000, 30_000, 60_000, 100_000));
    }

    /** Shows that the tool works; its figures mean nothing. */
    static Sizes quick() {
        return new Sizes(
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                List.of(1, 8),
                100,
                List.of(200, 500),
                List.of(500, 1_000));
    }
}
