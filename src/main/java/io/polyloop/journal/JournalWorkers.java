package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/** The threads that may block on the database. Called on the journal's event loop, and futures complete there. */
final class JournalWorkers {
    /** A round of trimming may take minutes, and an erasure does not wait for its end. */
    private static final int MAINTAINERS = 2;
    /** Threads, and connections for them, besides those that commit and read: one probes, the others maintain. */
    private static final int OTHERS = 1 + MAINTAINERS;
    /** Threads that ask for heads: one, as each hub has one such query under way for its starts and one for repair. */
    private static final int HEADS = 1;

    private final WorkerExecutor writer;
    private final WorkerExecutor maintainer;
    private final WorkerExecutor prober;
    private final ReadPool requests;
    private final ReadPool catchUp;
    private final ReadPool heads;

    /** @param writers commits that run at once */
    JournalWorkers(Vertx vertx, JournalSettings settings, int writers) {
        this.writer = vertx.createSharedWorkerExecutor("journal-writer", writers);
        this.maintainer = vertx.createSharedWorkerExecutor("journal-maintainer", MAINTAINERS);
        this.prober = vertx.createSharedWorkerExecutor("journal-prober", 1);
        this.requests = new ReadPool(vertx, "journal-reader", settings.readers(), settings.maxReads());
        // Without a bound here: hubs wait for their reads before they ask for more.
        this.catchUp = new ReadPool(vertx, "journal-catch-up", settings.catchUpReaders(), Integer.MAX_VALUE);
        this.heads = new ReadPool(vertx, "journal-heads", HEADS, Integer.MAX_VALUE);
    }

    /** How many connections all of them need at once. */
    static int connections(JournalSettings settings, int writers) {
        return writers + settings.readers() + settings.catchUpReaders() + HEADS + OTHERS;
    }

    <T> Future<T> write(Callable<T> task) {
        return writer.executeBlocking(task, false);
    }

    /** For what may wait for the write lock without holding up commits. */
    <T> Future<T> maintain(Callable<T> task) {
        return maintainer.executeBlocking(task, false);
    }

    /** Waits for nobody: a long trimming, or readers in a queue, must not make a node look dead. */
    <T> Future<T> probe(Callable<T> task) {
        return prober.executeBlocking(task, false);
    }

    /** For clients and verticles that ask for a page. */
    ReadPool requests() {
        return requests;
    }

    /** For pages of subscriptions. */
    ReadPool catchUp() {
        return catchUp;
    }

    /** For the heads of topics that have subscriptions. */
    ReadPool heads() {
        return heads;
    }

    Future<Void> close(AutoCloseable database) {
        return writer.<Void>executeBlocking(() -> {
                    if (database != null) {
                        database.close();
                    }
                    return null;
                })
                .eventually(() -> Future.join(
                        writer.close(),
                        maintainer.close(),
                        prober.close(),
                        Future.join(requests.close(), catchUp.close(), heads.close())));
    }
}
