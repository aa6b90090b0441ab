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
    private final StuckLoopDetector watch = new StuckLoopDetector(LIMIT, stuck::incrementAndGet);
    private Context loop;

    @BeforeEach
    void watchOneLoop() {
        loop = vertx.getOrCreateContext();
        onLoop(() -> watch.add(loop));
    }

    @AfterEach
    void end() {
        release.countDown();
        TestNode.await(vertx.close());
    }

    @Test
    void a_loop_that_lets_more_checks_pass_than_the_limit_is_stuck() {
        block();
        check(4);
        assertTrue(watch.isHealthy());
        assertNull(watch.healthData());
        check(1);
        assertFalse(watch.isHealthy());
        assertTrue(
                watch.healthData().encode().contains("vert.x-eventloop-thread-0"),
                watch.healthData().encode());
    }

    @Test
    void the_process_is_told_once() {
        block();
        check(20);
        assertEquals(1, stuck.get());
    }

    @Test
    void a_loop_that_runs_again_is_healthy() {
        block();
        check(20);
        release.countDown();
        onLoop(() -> {});
        check(1);
        assertTrue(watch.isHealthy());
    }

    @Test
    void checks_that_the_loop_answers_are_not_counted_however_many_run() {
        for (int i = 0; i < 20; i++) {
            check(1);
            onLoop(() -> {});
        }
        assertTrue(watch.isHealthy());
        assertEquals(0, stuck.get());
    }

    @Test
    void without_a_limit_no_loop_is_stuck() {
        StuckLoopDetector off = new StuckLoopDetector(Duration.ZERO, stuck::incrementAndGet);
        onLoop(() -> off.add(loop));
        block();
        for (int i = 0; i < 20; i++) {
            off.check();
        }
        assertTrue(off.isHealthy());
        assertEquals(0, stuck.get());
    }

    private void check(int times) {
        for (int i = 0; i < times; i++) {
            watch.check();
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
