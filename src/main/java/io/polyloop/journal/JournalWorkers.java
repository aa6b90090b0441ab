package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/** The threads that may block on the database. Called on the journal's event loop, and futures complete there. */
final class JournalWorkers {
    private final WorkerExecutor writer;
    private final WorkerExecutor trimmer;
    private final WorkerExecutor prober;
    private final WorkerExecutor readers;
    private final int maxReads;
    // event loop only: the queue of an executor has no bound of its own
    private int reads;

    JournalWorkers(Vertx vertx, JournalSettings settings) {
        this.writer = vertx.createSharedWorkerExecutor("journal-writer", Lanes.count(settings));
        this.trimmer = vertx.createSharedWorkerExecutor("journal-trimmer", 1);
        this.prober = vertx.createSharedWorkerExecutor("journal-prober", 1);
        this.readers = vertx.createSharedWorkerExecutor("journal-reader", settings.readers());
        this.maxReads = settings.maxReads();
    }

    <T> Future<T> write(Callable<T> task) {
        return writer.executeBlocking(task, false);
    }

    /** For what may wait for the write lock without holding up commits. */
    <T> Future<T> trim(Callable<T> task) {
        return trimmer.executeBlocking(task, false);
    }

    /** Waits for nobody: a long trimming, or readers in a queue, must not make a node look dead. */
    <T> Future<T> probe(Callable<T> task) {
        return prober.executeBlocking(task, false);
    }

    <T> Future<T> read(Callable<T> task) {
        if (reads >= maxReads) {
            return Future.failedFuture(Problem.JOURNAL_BUSY.because("too many reads wait for a connection"));
        }
        reads++;
        return readers.executeBlocking(task, false)
                .onComplete(done -> reads--)
                .recover(failure -> Future.failedFuture(refusal(failure)));
    }

    Future<Void> close(AutoCloseable database) {
        return writer.<Void>executeBlocking(() -> {
                    if (database != null) {
                        database.close();
                    }
                    return null;
                })
                .eventually(() -> Future.join(writer.close(), trimmer.close(), prober.close(), readers.close()));
    }

    private static ProblemException refusal(Throwable failure) {
        return failure instanceof ProblemException refusal
                ? refusal
                : Problem.JOURNAL_DOWN.because("the database did not answer");
    }
}
