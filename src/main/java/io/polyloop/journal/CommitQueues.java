package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
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
    private final PendingAppends pending;
    private final List<GroupCommit> queues;

    /** @param commits the number of commits that can run in parallel */
    CommitQueues(GroupCommit.Commit commit, JournalSettings limits, int commits) {
        pending = new PendingAppends(limits);
        queues = Stream.generate(() -> new GroupCommit(commit, limits.timeout(), limits.batch(), pending))
                .limit(commits)
                .toList();
    }

    /** Queues an append for the next commit of its queue; completes when it is durable or refused. */
    Future<AppendResult> enqueue(Append append) {
        return queues.get(Math.floorMod(append.topic().hashCode(), queues.size()))
                .enqueue(append);
    }

    /** Starts a commit in each queue that has appends and no commit in progress. */
    void commitNext() {
        queues.forEach(GroupCommit::commitNext);
    }

    /** Refuses further appends; completes when all queued appends have their results. */
    Future<?> drain() {
        return Future.join(queues.stream().map(GroupCommit::drain).toList());
    }

    /** Messages whose results are pending. */
    int pendingMessages() {
        return pending.messages();
    }
}
