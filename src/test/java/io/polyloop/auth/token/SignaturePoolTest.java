package io.polyloop.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polyloop.fixture.TestNode;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignaturePoolTest {
    private static final int THREADS = 2;

    private final Vertx vertx = Vertx.vertx();
    private final SignaturePool pool = new SignaturePool(vertx, THREADS);

    @AfterEach
    void close() {
        TestNode.await(vertx.close());
    }

    @Test
    void the_threads_scale_with_the_cores() {
        assertEquals(1, SignaturePool.threads(1));
        assertEquals(1, SignaturePool.threads(2));
        assertEquals(16, SignaturePool.threads(32));
    }

    @Test
    void the_checks_that_wait_scale_with_the_threads() {
        CountDownLatch gate = new CountDownLatch(1);
        List<Future<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < THREADS * SignaturePool.PENDING_PER_THREAD; i++) {
            waiting.add(pool.run(() -> held(gate)));
        }
        ProblemException refused =
                assertThrows(ProblemException.class, () -> TestNode.await(pool.run(() -> held(gate))));
        assertEquals(Problem.RATE_LIMITED, refused.problem());
        gate.countDown();
        TestNode.await(Future.all(waiting));
        assertEquals(true, TestNode.await(pool.run(() -> held(gate))));
    }

    private static boolean held(CountDownLatch gate) throws InterruptedException {
        gate.await();
        return true;
    }
}
