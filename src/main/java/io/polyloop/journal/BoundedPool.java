package io.polyloop.journal;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads for work of one purpose, each with a connection in the pool, so that work of one purpose never waits for
 * that of another. On the journal's event loop.
 */
final class BoundedPool {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedPool.class);

    private final WorkerExecutor threads;
    private final int maxPending;
    // event loop only: the queue of an executor has no limit
    private int pending;

    /** @param maxPending the number of waiting and running tasks from which on a task is refused */
    BoundedPool(Vertx vertx, String name, int threads, int maxPending) {
        this.threads = vertx.createSharedWorkerExecutor(name, threads);
        this.maxPending = maxPending;
    }

    <T> Future<T> run(Callable<T> task) {
        if (pending >= maxPending) {
            return Future.failedFuture(Problem.JOURNAL_BUSY.because("too many requests are waiting for a connection"));
        }
        pending++;
        return threads.executeBlocking(task, false)
                .onComplete(done -> pending--)
                .recover(failure -> Future.failedFuture(refusal(failure)));
    }

    /** The number of waiting and running tasks. */
    int pending() {
        return pending;
    }

    /** The number of tasks from which on a task is refused; infinity for no limit. */
    double limit() {
        return maxPending == Integer.MAX_VALUE ? Double.POSITIVE_INFINITY : maxPending;
    }

    Future<Void> close() {
        return threads.close();
    }

    private static ProblemException refusal(Throwable failure) {
        if (failure instanceof ProblemException refusal) {
            return refusal;
        }
        LOG.warn("a request to the database failed: {}", FaultText.of(failure));
        return Problem.JOURNAL_DOWN.because("the database did not answer");
    }
}
