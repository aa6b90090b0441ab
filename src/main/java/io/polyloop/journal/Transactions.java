package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import io.polyloop.sql.Transaction;
import io.polyloop.sql.TransactionResult;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Problem;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The transactions of verticles: those that run, and a bounded queue. On the journal's event loop. */
final class Transactions {
    /** Functions that do not return keep their threads; with more of them, transactions are refused. */
    static final int MAX_STUCK = 16;

    /** Starts a transaction when it may write. */
    interface Turns {
        void take(TransactionRun run);
    }

    /** Follows a transaction, on the event loop. */
    interface Listener {
        /** Called before the caller has the result. */
        void committed(Committed committed);

        void failed(Throwable failure);
    }

    private record Waiting(TransactionRun run, Promise<Committed> promise) {}

    private final Context context;
    private final JournalDatabase database;
    private final JournalSettings settings;
    private final int parallel;
    private final Turns turns;
    private final AtomicInteger stuck = new AtomicInteger();
    // event loop only
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private int running;
    private Promise<Void> drained;

    /** @param parallel the number of transactions that run at the same time */
    Transactions(Context context, JournalDatabase database, JournalSettings settings, int parallel, Turns turns) {
        this.context = context;
        this.database = database;
        this.settings = settings;
        this.parallel = parallel;
        this.turns = turns;
    }

    /**
     * Runs {@code code} in a transaction; completes when it is durable.
     *
     * @param check judges its messages
     */
    Future<TransactionResult<Object>> run(
            Function<Transaction, ?> code, StagedTransaction.Check check, Listener listener) {
        if (drained != null) {
            return Future.failedFuture(
                    Problem.JOURNAL_DOWN.because("this node is stopping; send the request to another node"));
        }
        if (queue.size() >= settings.sql().maxPending()) {
            return Future.failedFuture(
                    Problem.JOURNAL_BUSY.because("too many transactions are waiting; sql.max-pending is reached"));
        }
        TransactionRun run =
                new TransactionRun(database, settings.sql(), code, check, Deadline.in(settings.timeout()), stuck);
        Promise<Committed> promise = Promise.promise();
        queue.add(new Waiting(run, promise));
        startNext();
        return promise.future()
                .onSuccess(listener::committed)
                .onFailure(listener::failed)
                .map(committed -> result(run, committed))
                .recover(failure -> Future.failedFuture(CommitRefusal.ofTransaction(failure)));
    }

    private static TransactionResult<Object> result(TransactionRun run, Committed committed) {
        List<Appended> appended =
                committed.results().stream().map(Appended.class::cast).toList();
        return new TransactionResult<>(run.value(), appended);
    }

    /** Refuses further transactions; completes when all have ended. */
    Future<Void> drain() {
        drained = Promise.promise();
        completeDrain();
        return drained.future();
    }

    /** Transactions that wait or run. */
    int pending() {
        return queue.size() + running;
    }

    /** Threads whose function has not returned after the end of its transaction. */
    int stuck() {
        return stuck.get();
    }

    private void startNext() {
        while (running < parallel && !queue.isEmpty()) {
            Waiting next = queue.remove();
            if (next.run().deadline().hasPassed()) {
                next.promise().fail(CommitRefusal.timedOut());
            } else if (stuck.get() >= MAX_STUCK) {
                next.promise()
                        .fail(Problem.JOURNAL_BUSY.because(
                                MAX_STUCK + " functions of transactions do not return; restart the node"));
            } else {
                start(next);
            }
        }
    }

    private void start(Waiting next) {
        running++;
        next.run()
                .ended()
                .onComplete(end -> context.runOnContext(loop -> {
                    running--;
                    startNext();
                    next.promise().handle(end);
                    completeDrain();
                }));
        turns.take(next.run());
    }

    private void completeDrain() {
        if (drained != null && running == 0 && queue.isEmpty()) {
            drained.tryComplete();
        }
    }
}
