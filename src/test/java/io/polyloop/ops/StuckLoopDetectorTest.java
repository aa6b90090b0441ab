package io.polyloop.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.TestNode;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StuckLoopDetectorTest {
    private static final Duration LIMIT = Duration.ofMillis(3 * StuckLoopDetector.PERIOD_MS);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger stuck = new AtomicInteger();
    private final StuckLoopDetector detector = new StuckLoopDetector(LIMIT, stuck::incrementAndGet);
    private Context loop;

    @BeforeEach
    void monitor_one_loop() {
        loop = vertx.getOrCreateContext();
        onLoop(() -> detector.add(loop));
    }

    @AfterEach
    void stop() {
        release.countDown();
        TestNode.await(vertx.close());
    }

    @Test
    void a_loop_that_misses_more_checks_than_the_limit_is_stuck() {
        block();
        check(4);
        assertTrue(detector.isHealthy());
        assertNull(detector.healthData());
        check(1);
        assertFalse(detector.isHealthy());
        assertTrue(
                detector.healthData().encode().contains("vert.x-eventloop-thread-0"),
                detector.healthData().encode());
    }

    @Test
    void a_stuck_loop_is_reported_once() {
        block();
        check(20);
        assertEquals(1, stuck.get());
    }

    @Test
    void a_loop_that_continues_is_healthy() {
        block();
        check(20);
        release.countDown();
        onLoop(() -> {});
        check(1);
        assertTrue(detector.isHealthy());
    }

    @Test
    void checks_that_a_loop_passes_are_not_counted() {
        for (int i = 0; i < 20; i++) {
            check(1);
            onLoop(() -> {});
        }
        assertTrue(detector.isHealthy());
        assertEquals(0, stuck.get());
    }

    @Test
    void with_a_limit_of_zero_no_loop_is_stuck() {
        StuckLoopDetector disabled = new StuckLoopDetector(Duration.ZERO, stuck::incrementAndGet);
        onLoop(() -> disabled.add(loop));
        block();
        for (int i = 0; i < 20; i++) {
            disabled.check();
        }
        assertTrue(disabled.isHealthy());
        assertEquals(0, stuck.get());
    }

    private void check(int times) {
        for (int i = 0; i < times; i++) {
            detector.check();
        }
    }

    private void block() {
        Promise<Void> blocked = Promise.promise();
        loop.runOnContext(v -> {
            blocked.complete();
            try {
                release.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        TestNode.await(blocked.future());
    }

    private void onLoop(Runnable task) {
        Promise<Void> done = Promise.promise();
        loop.runOnContext(v -> {
            task.run();
            done.complete();
        });
        TestNode.await(done.future());
    }
}
