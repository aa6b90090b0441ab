package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import io.polyloop.sql.CommitResult;
import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;

/**
 * Group commits that run in parallel, since PostgreSQL serves each connection on one core. All appends to a topic go to
 * the same queue, which keeps their order. On one event loop.
 */
final class CommitQueues {
    private final PendingCommits pending;
    private final PendingCommits pendingUnits;
    private final List<GroupCommit> queues;
    private final GroupCommit units; // one of the queues, or one of its own

    /**
     * @param commits the number of commits of appends that can run in parallel
     * @param separateUnits whether units of work have a queue, and limits, of their own: a unit can wait for rows that
     *     others have locked, and appends must not wait for it
     */
    CommitQueues(GroupCommit.Commit commit, JournalSettings limits, int commits, boolean separateUnits) {
        pending = new PendingCommits(limits);
        queues = Stream.generate(() -> new GroupCommit(commit, limits.timeout(), limits.batch(), pending))
                .limit(commits)
                .toList();
        pendingUnits = separateUnits ? new PendingCommits(limits) : pending;
        units = separateUnits ? new GroupCommit(commit, limits.timeout(), limits.batch(), pendingUnits) : queues.get(0);
    }

    /** Queues an append for the next commit of its queue; completes when it is durable or refused. */
    Future<AppendResult> enqueue(Append append) {
        return queues.get(Math.floorMod(append.topic().hashCode(), queues.size()))
                .enqueue(append);
    }

    /** Queues a unit of work and starts its commit; completes when it is durable, fails if it is refused. */
    Future<CommitResult> commit(Unit unit) {
        Future<CommitResult> result = units.enqueue(unit);
        units.commitNext();
        return result;
    }

    /** Starts a commit in each queue that has appends and no commit in progress. */
    void commitNext() {
        queues.forEach(GroupCommit::commitNext);
    }

    /** Refuses further appends; completes when all queued appends have their results. */
    Future<?> drain() {
        return Future.join(Stream.concat(queues.stream(), Stream.of(units))
                .distinct()
                .map(GroupCommit::drain)
                .toList());
    }

    /** Messages, and statements of units, whose results are pending. */
    int pendingMessages() {
        return pending == pendingUnits ? pending.messages() : pending.messages() + pendingUnits.messages();
    }
}
