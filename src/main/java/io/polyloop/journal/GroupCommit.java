package io.polyloop.journal;

import io.polyloop.sql.CommitResult;
import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues appends and units of work while a commit runs, and commits what is queued as the next batch. The slower the
 * disk, the larger the batch. There is no timer: no append waits for others that may not arrive. On one event loop.
 */
final class GroupCommit {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /** Commits a batch before the deadline. */
    interface Commit {
        Future<Committed> run(Batch batch, Deadline deadline);
    }

    private final Commit commit;
    private final Duration timeout;
    private final PendingCommits pending;
    // event loop only
    private final BatchQueue queue;
    private boolean committing;
    private Promise<Void> drained;

    /**
     * @param timeout from the queueing of an append to its result
     * @param pending can be shared by queues of the same event loop
     */
    GroupCommit(Commit commit, Duration timeout, int maxBatch, PendingCommits pending) {
        this.commit = commit;
        this.timeout = timeout;
        this.queue = new BatchQueue(maxBatch);
        this.pending = pending;
    }

    /**
     * Queues an append for the next commit, which {@link #commitNext()} starts. Over the limits the append is refused
     * immediately. The future never fails.
     */
    Future<AppendResult> enqueue(Append append) {
        Queued.OfAppend entry = new Queued.OfAppend(append, Deadline.in(timeout), Promise.promise());
        add(entry);
        return entry.promise().future();
    }

    /** The same for a unit of work, whose future fails if it is refused. */
    Future<CommitResult> enqueue(Unit unit) {
        Queued.OfUnit entry = new Queued.OfUnit(unit, Deadline.in(timeout), Promise.promise());
        add(entry);
        return entry.promise().future();
    }

    private void add(Queued entry) {
        if (drained != null) {
            entry.refuse(Problem.JOURNAL_DOWN.because("this node is stopping; send the request to another node"));
        } else if (!pending.hasRoomFor(entry)) {
            entry.refuse(Problem.JOURNAL_BUSY.because("too many messages are waiting for their commit"));
        } else {
            pending.add(entry);
            queue.add(entry);
        }
    }

    /** Refuses further appends; completes when all queued appends have their results. */
    Future<Void> drain() {
        drained = Promise.promise();
        completeDrain();
        return drained.future();
    }

    /** Commits the queued appends, now or after the commit in progress. */
    void commitNext() {
        if (!committing) {
            rejectExpired();
        }
        if (committing || queue.isEmpty()) {
            return;
        }
        QueuedBatch batch = queue.next();
        List<Queued> entries = batch.all();
        committing = true;
        // With compose(), a commit that throws because its threads have stopped only fails this batch.
        Future.succeededFuture(batch.contents())
                .compose(all -> commit.run(all, batch.deadline()))
                .onComplete(done -> {
                    committing = false;
                    entries.forEach(pending::remove);
                    if (done.succeeded()) {
                        putBack(batch.postponed(done.result()));
                    } else if (isDown(done.cause())) {
                        rejectQueued();
                    }
                    // The next commit starts before the results of this one are delivered, so the disk does not idle.
                    commitNext();
                    if (done.succeeded()) {
                        complete(entries, done.result());
                    } else {
                        refuse(entries, ProblemException.of(done.cause()));
                    }
                    completeDrain();
                });
    }

    /** Otherwise an overloaded database would get work that no client waits for. */
    private void rejectExpired() {
        for (Queued late : queue.removeExpired()) {
            pending.remove(late);
            late.refuse(CommitRefusal.timedOut());
        }
    }

    private void putBack(List<Queued.OfUnit> postponed) {
        postponed.forEach(pending::add);
        queue.putBack(postponed);
    }

    private static boolean isDown(Throwable failure) {
        return failure instanceof ProblemException refusal && refusal.problem() == Problem.JOURNAL_DOWN;
    }

    /** They waited while the batch was tried; another try would double their wait and fail too. */
    private void rejectQueued() {
        List<Queued> refused = queue.removeAll();
        refused.forEach(pending::remove);
        refuse(refused, CommitRefusal.databaseRejected());
    }

    private void completeDrain() {
        if (drained != null && !committing && queue.isEmpty()) {
            drained.tryComplete();
        }
    }

    private static void complete(List<Queued> batch, Committed committed) {
        Iterator<AppendResult> appends = committed.results().iterator();
        Iterator<UnitResult> units = committed.units().iterator();
        batch.forEach(entry -> settle(() -> entry.complete(appends, units)));
    }

    private static void refuse(List<Queued> batch, ProblemException reason) {
        batch.forEach(entry -> settle(() -> entry.refuse(reason)));
    }

    private static void settle(Runnable entry) {
        try {
            entry.run();
        } catch (RuntimeException failure) {
            // The fault of one listener must not deprive the rest of the batch of their results.
            LOG.error("a listener threw on the result of its append or unit of work", failure);
        }
    }
}
