package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that block on the database. Use it on the journal's event loop, where the futures complete. */
final class JournalWorkers {
    /** A round of trimming can take minutes, and an erasure does not wait for its end. */
    private static final int MAINTAINERS = 2;
    /** Threads and connections besides those for commits and reads: one for probes, the others for maintenance. */
    private static final int OTHERS = 1 + MAINTAINERS;
    /** Threads that query heads: each hub has at most one such query for starts and one for repair in progress. */
    private static final int HEADS = 1;
    /** Threads that write sessions and tickets. */
    private static final int CREDENTIALS = 1;
    /** Waiting writes of sessions and tickets; they are small. */
    private static final int MAX_CREDENTIALS = 1_000;
    /** Threads that write revocations: clients cannot fill their queue, only administrators. */
    private static final int REVOCATIONS = 1;
    /** Waiting writes of revocations. */
    private static final int MAX_REVOCATIONS = 100;

    private final WorkerExecutor writer;
    private final WorkerExecutor maintainer;
    private final WorkerExecutor prober;
    private final BoundedPool requests;
    private final BoundedPool catchUp;
    private final BoundedPool heads;
    private final BoundedPool queries;
    private final BoundedPool credentials;
    private final BoundedPool revocations;
    private final AtomicInteger waitingWrites = new AtomicInteger();

    /** @param writers the number of commits that can run in parallel */
    JournalWorkers(Vertx vertx, JournalSettings settings, int writers) {
        this.writer = vertx.createSharedWorkerExecutor("journal-writer", writers);
        this.maintainer = vertx.createSharedWorkerExecutor("journal-maintainer", MAINTAINERS);
        this.prober = vertx.createSharedWorkerExecutor("journal-prober", 1);
        this.requests = new BoundedPool(vertx, "journal-reader", settings.readers(), settings.maxReads());
        // Without a limit here: hubs wait for their reads before they send more.
        this.catchUp = new BoundedPool(vertx, "journal-catch-up", settings.catchUpReaders(), Integer.MAX_VALUE);
        this.heads = new BoundedPool(vertx, "journal-heads", HEADS, Integer.MAX_VALUE);
        this.queries = new BoundedPool(
                vertx,
                "database-reader",
                settings.sql().readers(),
                settings.sql().maxPending());
        this.credentials = new BoundedPool(vertx, "journal-credentials", CREDENTIALS, MAX_CREDENTIALS);
        this.revocations = new BoundedPool(vertx, "journal-revocations", REVOCATIONS, MAX_REVOCATIONS);
    }

    /** The number of connections that all threads need at the same time. */
    static int connections(JournalSettings settings, int writers) {
        int clients = settings.readers() + settings.catchUpReaders() + HEADS + CREDENTIALS;
        return writers + clients + settings.sql().readers() + REVOCATIONS + OTHERS;
    }

    <T> Future<T> write(Callable<T> task) {
        waitingWrites.incrementAndGet();
        return writer.executeBlocking(
                () -> {
                    waitingWrites.decrementAndGet();
                    return task.call();
                },
                false);
    }

    /** Whether a write waits for its thread. Any thread. */
    boolean hasWaitingWrites() {
        return waitingWrites.get() > 0;
    }

    /** For work that can wait for the write lock without delaying commits. */
    <T> Future<T> maintain(Callable<T> task) {
        return maintainer.executeBlocking(task, false);
    }

    /** Has a separate thread: a long trimming or queued reads must not make the node look dead. */
    <T> Future<T> probe(Callable<T> task) {
        return prober.executeBlocking(task, false);
    }

    /** For pages that clients and verticles request. */
    BoundedPool requests() {
        return requests;
    }

    /** For pages of subscriptions. */
    BoundedPool catchUp() {
        return catchUp;
    }

    /** For the heads of topics that have subscriptions, and for the revocations that are new. */
    BoundedPool heads() {
        return heads;
    }

    /** For queries of verticles. */
    BoundedPool queries() {
        return queries;
    }

    /** For sessions and tickets that are written. */
    BoundedPool credentials() {
        return credentials;
    }

    /** For revocations that are written: they do not wait for the sessions and tickets of clients. */
    BoundedPool revocations() {
        return revocations;
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
                        Future.join(requests.close(), catchUp.close(), heads.close()),
                        Future.join(credentials.close(), revocations.close(), queries.close())));
    }
}
