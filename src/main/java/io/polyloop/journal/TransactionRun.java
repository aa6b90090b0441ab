package io.polyloop.journal;

import io.polyloop.config.SqlSettings;
import io.polyloop.sql.Transaction;
import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.OwnTransaction;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function that runs in a transaction, on a thread that it can keep: after journal.transaction-time the transaction ends
 * without it.
 */
final class TransactionRun implements Committer.Work, Watch.Expiry {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionRun.class);

    private final JournalDatabase database;
    private final Function<Transaction, ?> code;
    private final SqlSettings limits;
    private final StagedTransaction.Check check;
    private final Deadline deadline;
    private final Promise<Committed> ended = Promise.promise();
    // thread of the transaction; another reads them after it has ended, or while it runs the code
    private volatile Thread thread;
    private volatile Runnable onAbandoned;
    private volatile Connection connection;
    private volatile boolean abandoned;
    private volatile Object value;
    private Committed repeat;

    /** @param check judges its messages */
    TransactionRun(
            JournalDatabase database,
            SqlSettings limits,
            Function<Transaction, ?> code,
            StagedTransaction.Check check,
            Deadline deadline) {
        this.database = database;
        this.code = code;
        this.limits = limits;
        this.check = check;
        this.deadline = deadline;
    }

    /** Completes when the transaction has ended, on any thread. */
    Future<Committed> ended() {
        return ended.future();
    }

    /** What the function returned. */
    Object value() {
        return value;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Refuses a transaction that has not begun. */
    void refuse(Throwable reason) {
        ended.tryFail(reason);
    }

    /**
     * Runs the transaction on the caller's thread, which is its own.
     *
     * @param whenAbandoned called if the transaction ends before its function returns; any thread
     * @return whether that was not so
     */
    boolean run(SqlJournal journal, Runnable whenAbandoned) {
        thread = Thread.currentThread();
        onAbandoned = whenAbandoned;
        try {
            Committed committed = journal.commit(this, deadline);
            ended.tryComplete(committed);
        } catch (Throwable failure) {
            if (repeat != null) {
                ended.tryComplete(repeat);
            } else {
                ended.tryFail(failure);
            }
        } finally {
            // The interrupt was for this transaction.
            Thread.interrupted();
        }
        return !abandoned;
    }

    @Override
    public Committed write(BatchWriter writer, UUID id, Deadline until) throws SQLException {
        repeat = null;
        connection = writer.connection();
        LateBegin begin = new LateBegin(database, connection, until);
        StagedTransaction transaction;
        try (Watch watch = database.watchdog().watch(this)) {
            transaction = new StagedTransaction(begin, new StatementRunner(database, connection, watch), limits, check);
            call(transaction, watch);
        }
        transaction.rethrow();
        List<Append> appends = StagedAppends.keyed(transaction.appends());
        String epoch = begin.epoch();
        if (appends.isEmpty()) {
            mark(writer, id, transaction);
            return new Committed(epoch, List.of(), List.of());
        }
        return refuseRepeat(writer.appendLast(appends, id, epoch));
    }

    private static void mark(BatchWriter writer, UUID id, StagedTransaction transaction) throws SQLException {
        if (transaction.hasChanged()) {
            writer.mark(id);
        }
    }

    private void call(StagedTransaction transaction, Watch watch) {
        try {
            value = OwnTransaction.call(() -> code.apply(transaction));
        } catch (Throwable failure) {
            if (!watch.stop()) {
                throw watch.refusal();
            }
            transaction.fail(failure instanceof ProblemException refusal ? refusal : unexpected(failure));
        } finally {
            transaction.end();
        }
        if (!watch.stop()) {
            throw watch.refusal();
        }
    }

    private static ProblemException unexpected(Throwable failure) {
        LOG.error("a transaction failed", failure);
        return ProblemException.of(failure);
    }

    /** Otherwise the rows of a repeat would be stored a second time. */
    private Committed refuseRepeat(Committed written) {
        List<AppendResult> results = written.results();
        long repeats = results.stream()
                .filter(result -> result instanceof Appended appended && appended.repeated())
                .count();
        long fresh = results.stream()
                .filter(result -> result instanceof Appended appended && !appended.repeated())
                .count();
        if (fresh == results.size()) {
            return written;
        }
        if (repeats == results.size()) {
            repeat = written;
        }
        throw Problem.IDEMPOTENCY_CONFLICT.because(
                "a key was used with another body, or only some of the transaction's messages are stored under their keys");
    }

    @Override
    public void expired() {
        thread.interrupt();
    }

    @Override
    public void abandoned() {
        abandoned = true;
        try {
            database.abandon(connection);
        } finally {
            onAbandoned.run();
            ended.tryFail(Watch.refusal("transaction", limits.transactionTime()));
        }
    }
}
