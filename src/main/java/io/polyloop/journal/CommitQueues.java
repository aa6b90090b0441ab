package io.polyloop.journal;

import io.polyloop.config.JournalSettings;
import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;

/**
 * Commits that run side by side, since PostgreSQL works for one connection on one core. All appends to a topic take
 * the same lane, so their order holds. On one event loop.
 */
final class CommitQueues {
    private final PendingAppends pending;
    private final List<GroupCommit> queues;

    /** @param commits that run at once at most */
    CommitQueues(GroupCommit.Commit commit, JournalSettings limits, int commits) {
        pending = new PendingAppends(limits);
        queues = Stream.generate(() -> new GroupCommit(commit, limits.timeout(), limits.batch(), pending))
                .limit(commits)
                .toList();
    }

    /** Takes one for its lane's next commit; completes once it is durable. */
    Future<AppendResult> enqueue(Append append) {
        return queues.get(Math.floorMod(append.topic().hashCode(), queues.size()))
                .enqueue(append);
    }

    /** Commits what was taken, in each lane that is not committing already. */
    void commitNext() {
        queues.forEach(GroupCommit::commitNext);
    }

    /** Takes no more; completes once everything taken so far is answered. */
    Future<?> drain() {
        return Future.join(queues.stream().map(GroupCommit::drain).toList());
    }

    /** Messages taken and not yet answered. */
    int pendingMessages() {
        return pending.messages();
    }
}
