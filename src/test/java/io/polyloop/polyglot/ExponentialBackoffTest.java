package io.polyloop.polyglot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExponentialBackoffTest {
    private static final Duration INITIAL = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofSeconds(5);

    private final ExponentialBackoff backoff = new ExponentialBackoff(INITIAL, MAX);

    @Test
    void each_delay_is_twice_the_previous_up_to_the_maximum() {
        assertEquals(INITIAL, backoff.nextDelay(0));
        assertEquals(Duration.ofSeconds(2), backoff.nextDelay(0));
        assertEquals(Duration.ofSeconds(4), backoff.nextDelay(0));
        assertEquals(MAX, backoff.nextDelay(0));
        assertEquals(MAX, backoff.nextDelay(0));
    }

    @Test
    void after_the_maximum_without_a_failure_the_delay_is_the_initial_one() {
        backoff.nextDelay(0);
        assertEquals(Duration.ofSeconds(2), backoff.nextDelay(INITIAL.plus(MAX).toNanos()));
        assertEquals(INITIAL, backoff.nextDelay(Duration.ofSeconds(20).toNanos()));
    }

    @Test
    void after_a_reset_the_delay_is_the_initial_one() {
        backoff.nextDelay(0);
        backoff.reset();
        assertEquals(INITIAL, backoff.nextDelay(1));
    }
}
