package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import io.polyloop.sql.Transaction;
import io.polyloop.sql.TransactionResult;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Problem;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transactions of verticles that wait or run, within their limits. On the journal's event loop. */
final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    /** Follows a transaction, on the event loop. */
    interface Listener {
        /** Called before the caller has the result. */
        void committed(Committed committed);

        void failed(Throwable failure);
    }

    private final Context context;
    private final JournalDatabase database;
    private final JournalSettings settings;
    private final TransactionThreads threads;
    // event loop only
    private int pending;
    private Promise<Void> drained;

    Transactions(Context context, JournalDatabase database, JournalSettings settings, TransactionThreads threads) {
        this.context = context;
        this.database = database;
        this.settings = settings;
        this.threads = threads;
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
        if (pending >= threads.parallel() + settings.sql().maxPending()) {
            return Future.failedFuture(
                    Problem.JOURNAL_BUSY.because("too many transactions are waiting; sql.max-pending is reached"));
        }
        TransactionRun run = new TransactionRun(database, settings.sql(), code, check, Deadline.in(settings.timeout()));
        Promise<TransactionResult<Object>> promise = Promise.promise();
        run.ended()
                .onComplete(end -> context.runOnContext(loop -> {
                    pending--;
                    try {
                        tell(listener, end);
                        answer(promise, run, end);
                    } finally {
                        completeDrain();
                    }
                }));
        pending++;
        threads.add(run);
        return promise.future();
    }

    private static void tell(Listener listener, AsyncResult<Committed> end) {
        try {
            if (end.succeeded()) {
                listener.committed(end.result());
            } else {
                listener.failed(end.cause());
            }
        } catch (RuntimeException failure) {
            // The fault of a listener must not deprive the caller of its answer.
            LOG.error("a listener threw on the result of its transaction", failure);
        }
    }

    private static void answer(
            Promise<TransactionResult<Object>> promise, TransactionRun run, AsyncResult<Committed> end) {
        if (end.succeeded()) {
            promise.complete(result(run, end.result()));
        } else {
            promise.fail(CommitRefusal.ofTransaction(end.cause()));
        }
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
        return pending;
    }

    /** Threads whose function has not returned after the end of its transaction. */
    int stuck() {
        return threads.stuck();
    }

    private void completeDrain() {
        if (drained != null && pending == 0) {
            drained.tryComplete();
        }
    }
}
