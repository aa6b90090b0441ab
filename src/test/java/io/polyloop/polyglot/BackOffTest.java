package io.polyloop.polyglot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofSeconds(5);

    private final BackOff backOff = new BackOff(FIRST, MAX);

    @Test
    void each_pause_is_twice_the_last_up_to_the_longest() {
        assertEquals(FIRST, backOff.next(0));
        assertEquals(Duration.ofSeconds(2), backOff.next(0));
        assertEquals(Duration.ofSeconds(4), backOff.next(0));
        assertEquals(MAX, backOff.next(0));
        assertEquals(MAX, backOff.next(0));
    }

    @Test
    void after_a_time_of_health_it_starts_anew() {
        backOff.next(0);
        assertEquals(Duration.ofSeconds(2), backOff.next(FIRST.plus(MAX).toNanos()));
        assertEquals(FIRST, backOff.next(Duration.ofSeconds(20).toNanos()));
    }

    @Test
    void a_reset_starts_anew() {
        backOff.next(0);
        backOff.reset();
        assertEquals(FIRST, backOff.next(1));
    }
}
