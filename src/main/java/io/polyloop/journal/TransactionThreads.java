package io.polyloop.journal;

import io.polyloop.topic.Problem;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of transactions. A thread runs those that wait one after the other: to wake a thread for each would cost as
 * much as a transaction. If the database has one writer, the writer's thread waits meanwhile, so that no one waits for
 * the lock of the file, and has its turn again as soon as something else waits for it. Any thread.
 */
final class TransactionThreads implements AutoCloseable {
    /** Functions that do not return keep their threads; with more of them, transactions are refused. */
    static final int MAX_STUCK = 16;

    /** Afterwards the writer's thread is free for a moment: Vert.x warns of one that is blocked for a minute. */
    private static final Duration MAX_TURN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(TransactionThreads.class);

    private final Context context;
    private final JournalWorkers workers;
    private final SqlJournal journal;
    private final int parallel;
    private final boolean oneWriter;
    /** Bounded: those that run, and {@link #MAX_STUCK}. */
    private final ExecutorService threads;

    private final AtomicInteger stuck = new AtomicInteger();
    // guarded by this
    private final Queue<TransactionRun> waiting = new ArrayDeque<>();
    private int turns;

    /**
     * @param context the journal's event loop
     * @param parallel the number of connections for transactions; 0 if they take turns with the commits
     */
    TransactionThreads(Context context, JournalWorkers workers, SqlJournal journal, int parallel) {
        this.context = context;
        this.workers = workers;
        this.journal = journal;
        this.parallel = Math.max(1, parallel);
        this.oneWriter = parallel == 0;
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "database-transaction-" + count.getAndIncrement());
            // A function that never returns must not keep the process.
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs a transaction on a thread, after those that wait. On the journal's event loop. */
    void add(TransactionRun run) {
        synchronized (this) {
            waiting.add(run);
            if (turns == parallel) {
                return;
            }
            turns++;
        }
        start(new Turn());
    }

    /** The number of transactions that run at the same time. */
    int parallel() {
        return parallel;
    }

    /** Threads whose function has not returned after the end of its transaction. */
    int stuck() {
        return stuck.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void start(Turn turn) {
        if (oneWriter) {
            workers.write(() -> {
                        threads.execute(turn);
                        return turn.awaitEnd();
                    })
                    .onFailure(turn::fail);
            return;
        }
        try {
            threads.execute(turn);
        } catch (RuntimeException | OutOfMemoryError noThread) {
            turn.fail(noThread);
        }
    }

    private final class Turn implements Runnable {
        private final CountDownLatch end = new CountDownLatch(1);
        private final Deadline longest = Deadline.in(MAX_TURN);
        // guarded by TransactionThreads.this
        private boolean begun;
        private boolean ended;

        @Override
        public void run() {
            try {
                runWaiting();
            } finally {
                // Otherwise a failure would keep the writer waiting for this turn.
                end();
            }
        }

        private void runWaiting() {
            TransactionRun next = next();
            while (next != null) {
                if (next.deadline().hasPassed()) {
                    next.refuse(CommitRefusal.timedOut());
                } else if (stuck.get() >= MAX_STUCK) {
                    next.refuse(Problem.JOURNAL_BUSY.because(
                            MAX_STUCK + " functions of transactions do not return; restart the node"));
                } else if (!next.run(journal, this::abandon)) {
                    stuck.decrementAndGet();
                    return;
                }
                next = next();
            }
        }

        private TransactionRun next() {
            synchronized (TransactionThreads.this) {
                boolean yields = begun && oneWriter && (longest.hasPassed() || workers.hasWaitingWrites());
                begun = true;
                if (!yields && !ended && !waiting.isEmpty()) {
                    return waiting.remove();
                }
            }
            return null;
        }

        /** The function of the last transaction has not returned: another thread runs the next one. Any thread. */
        private void abandon() {
            stuck.incrementAndGet();
            end();
        }

        /** Starts the next turn if transactions wait, after what waits for the writer. */
        private void end() {
            synchronized (TransactionThreads.this) {
                if (ended) {
                    return;
                }
                ended = true;
                if (waiting.isEmpty()) {
                    turns--;
                } else {
                    context.runOnContext(next -> start(new Turn()));
                }
            }
            end.countDown();
        }

        /** It has no thread. */
        private void fail(Throwable reason) {
            List<TransactionRun> refused = List.of();
            synchronized (TransactionThreads.this) {
                if (ended) {
                    return;
                }
                ended = true;
                turns--;
                if (turns == 0) {
                    refused = List.copyOf(waiting);
                    waiting.clear();
                }
            }
            LOG.error("no thread for transactions can run: {}", FaultText.of(reason));
            refused.forEach(run -> run.refuse(Problem.JOURNAL_BUSY.because(
                    "no thread for the transaction could be started; nothing was stored")));
        }

        private Void awaitEnd() throws InterruptedException {
            end.await();
            return null;
        }
    }
}
