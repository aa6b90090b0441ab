package io.polyloop.journal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of transactions. If the database has one writer, a transaction runs in its turn: the writer's thread waits
 * for its end, which comes at the latest after journal.transaction-time, and no one waits for the lock of the file.
 */
final class TransactionThreads implements Transactions.Turns, AutoCloseable {
    private final JournalWorkers workers;
    private final SqlJournal journal;
    private final boolean oneWriter;
    /** Bounded by {@link Transactions}: those that run, and {@link Transactions#MAX_STUCK}. */
    private final ExecutorService threads;

    TransactionThreads(JournalWorkers workers, SqlJournal journal, boolean oneWriter) {
        this.workers = workers;
        this.journal = journal;
        this.oneWriter = oneWriter;
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "database-transaction-" + count.getAndIncrement());
            // A function that never returns must not keep the process.
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void take(TransactionRun run) {
        if (oneWriter) {
            workers.write(() -> {
                        start(run);
                        return run.awaitEnd();
                    })
                    .onFailure(run::refuse);
        } else {
            start(run);
        }
    }

    private void start(TransactionRun run) {
        threads.execute(() -> run.run(journal));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
