package io.polyloop.auth.token;

import io.polyloop.topic.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that verify signatures. Thread-safe. */
final class SignaturePool {
    /** Two leave the event loops most of a small machine under a flood of bad tokens. */
    private static final int THREADS = 2;
    /** Waiting and running checks; with some 0.3 ms each, the last one waits for less than 0.2 s. */
    private static final int MAX_PENDING = 1_000;

    private final WorkerExecutor threads;
    private final AtomicInteger pending = new AtomicInteger();

    SignaturePool(Vertx vertx) {
        this.threads = vertx.createSharedWorkerExecutor("auth", THREADS);
    }

    /** Fails with {@link Problem#RATE_LIMITED} if too many wait. */
    <T> Future<T> run(Callable<T> check) {
        if (pending.incrementAndGet() > MAX_PENDING) {
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
