package io.polyloop.auth.token;

import io.polyloop.topic.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that verify signatures. Thread-safe. */
final class SignaturePool {
    /** Waiting and running checks of one thread; with some 0.3 ms each, the last one waits for less than 0.2 s. */
    static final int PENDING_PER_THREAD = 500;

    private final WorkerExecutor threads;
    private final int maxPending;
    private final AtomicInteger pending = new AtomicInteger();

    SignaturePool(Vertx vertx, int threads) {
        this.threads = vertx.createSharedWorkerExecutor("auth", threads);
        this.maxPending = threads * PENDING_PER_THREAD;
    }

    /** Half of the cores: under a flood of bad tokens, the event loops keep the others. */
    static int threads(int cores) {
        return Math.max(1, cores / 2);
    }

    /** Fails with {@link Problem#RATE_LIMITED} if too many wait. */
    <T> Future<T> run(Callable<T> check) {
        if (pending.incrementAndGet() > maxPending) {
            pending.decrementAndGet();
            return Future.failedFuture(Problem.RATE_LIMITED.because("too many tokens wait for their verification"));
        }
        return threads.executeBlocking(check, false).onComplete(done -> pending.decrementAndGet());
    }

    /** The number of waiting and running checks. */
    int pending() {
        return pending.get();
    }

    Future<Void> close() {
        return threads.close();
    }
}
