package io.polyloop.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final int MAX_KEYS = 10;

    /** Negative, as System.nanoTime can be. */
    private long now = Long.MIN_VALUE / 2;

    private final RateLimiter limiter = new RateLimiter(new Rate(10, 20), MAX_KEYS, () -> now);

    private boolean take(String key, int units) {
        if (limiter.waitNanos(key, units) > 0) {
            return false;
        }
        limiter.charge(key, units);
        return true;
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    private int takeAll(String key) {
        int taken = 0;
        while (take(key, 1)) {
            taken++;
        }
        return taken;
    }

    @Test
    void a_key_has_its_burst_and_then_its_rate() {
        assertEquals(20, takeAll("a"));
        assertEquals(Duration.ofMillis(100).toNanos(), limiter.waitNanos("a", 1));
        pass(99);
        assertEquals(0, takeAll("a"));
        pass(1);
        assertEquals(1, takeAll("a"));
        pass(1_000);
        assertEquals(10, takeAll("a"));
    }

    @Test
    void a_pause_gives_no_more_than_the_burst() {
        takeAll("a");
        pass(3_600_000);
        assertEquals(20, takeAll("a"));
    }

    @Test
    void keys_have_limits_of_their_own() {
        takeAll("a");
        assertEquals(20, takeAll("b"));
    }

    @Test
    void units_are_all_charged_or_none() {
        assertTrue(take("a", 15));
        assertEquals(Duration.ofSeconds(1).toNanos(), limiter.waitNanos("a", 15));
        assertEquals(5, takeAll("a"));
    }

    @Test
    void a_batch_above_the_burst_passes_after_a_pause_and_is_paid_for() {
        assertTrue(take("a", 100));
        pass(8_000);
        assertEquals(0, takeAll("a"));
        pass(100);
        assertEquals(1, takeAll("a"));
    }

    @Test
    void keys_that_are_not_in_use_are_dropped_for_others() {
        for (int i = 0; i < MAX_KEYS; i++) {
            take("old" + i, 1);
        }
        pass(2_000);
        take("new", 1);
        assertEquals(1, limiter.size());
    }

    @Test
    void further_keys_share_one_limit_while_all_are_in_use() {
        for (int i = 0; i < MAX_KEYS; i++) {
            takeAll("old" + i);
        }
        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            taken += takeAll("flood" + i);
        }
        assertEquals(20, taken);
        assertEquals(MAX_KEYS + 1, limiter.size());
    }

    @Test
    void threads_share_the_rate_of_a_key() throws InterruptedException {
        RateLimiter shared = new RateLimiter(new Rate(1_000, 1), MAX_KEYS, () -> now);
        AtomicInteger done = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            threads.execute(() -> {
                for (int n = 0; n < 10_000; n++) {
                    shared.charge("a", 1);
                    done.incrementAndGet();
                }
            });
        }
        threads.shutdown();
        assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
        assertEquals(done.get() * Duration.ofMillis(1).toNanos(), shared.aheadNanos("a"));
    }
}
