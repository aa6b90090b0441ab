package io.polyloop.journal;

import io.polyloop.config.SqlSettings;
import io.polyloop.sql.Transaction;
import io.polyloop.topic.Append;
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
    /** The messages of a function until their keys are looked up. */
    private List<Append> staged = List.of();

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
            ended.tryComplete(commit(journal));
        } catch (Throwable failure) {
            ended.tryFail(failure);
        } finally {
            // The interrupt was for this transaction.
            Thread.interrupted();
        }
        return !abandoned;
    }

    private Committed commit(SqlJournal journal) throws SQLException {
        try {
            return journal.commit(this, deadline);
        } catch (SQLException | RuntimeException failure) {
            if (repeat == null) {
                findRepeat(journal, failure);
            }
            if (repeat == null) {
                throw failure;
            }
            return repeat;
        }
    }

    /** Otherwise a repeat that fails because of the rows of the first would be told that nothing is stored. */
    private void findRepeat(SqlJournal journal, Exception failure) {
        List<Append> appends = StagedAppends.keyed(staged);
        if (appends.isEmpty() || appends.get(0).key() == null || !isJudged(failure)) {
            return;
        }
        Committed stored = stored(journal, appends);
        if (isRepeat(stored) && stored.results().size() == appends.size()) {
            repeat = stored;
        } else if (!stored.results().isEmpty()) {
            throw otherKeys();
        }
    }

    /** Whether the function, its rows or another transaction have failed it, and not the database. */
    private static boolean isJudged(Exception failure) {
        return failure instanceof ProblemException
                || failure instanceof SQLException sql && SqlFault.of(sql) == SqlFault.CONTENTION;
    }

    private Committed stored(SqlJournal journal, List<Append> appends) {
        try {
            return journal.commit(new RepeatLookup(database, appends), database.deadline());
        } catch (SQLException unknown) {
            throw CommitRefusal.of(new InDoubtException(unknown));
        }
    }

    @Override
    public Committed write(BatchWriter writer, UUID id, Deadline until) throws SQLException {
        repeat = null;
        staged = List.of();
        value = null;
        connection = writer.connection();
        LateBegin begin = new LateBegin(database, connection, until);
        StagedTransaction transaction;
        try (Watch watch = database.watchdog().watch(this)) {
            transaction = new StagedTransaction(begin, new StatementRunner(database, connection, watch), limits, check);
            call(transaction, watch);
        }
        staged = transaction.appends();
        transaction.rethrow();
        List<Append> appends = StagedAppends.keyed(transaction.appends());
        String epoch = begin.epoch();
        if (appends.isEmpty()) {
            mark(writer, id, transaction);
            return new Committed(epoch, List.of(), List.of());
        }
        Committed written = writer.appendLast(appends, id, epoch);
        staged = List.of();
        return refuseRepeat(written);
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
        boolean fresh =
                written.results().stream().allMatch(result -> result instanceof Appended first && !first.repeated());
        if (fresh) {
            return written;
        }
        if (isRepeat(written)) {
            repeat = written;
        }
        throw otherKeys();
    }

    private static boolean isRepeat(Committed committed) {
        return committed.results().stream().allMatch(result -> result instanceof Appended first && first.repeated());
    }

    private static ProblemException otherKeys() {
        return Problem.IDEMPOTENCY_CONFLICT.because(
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
