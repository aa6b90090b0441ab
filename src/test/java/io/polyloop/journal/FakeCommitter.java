package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Appended;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** Records batches and completes their commits on request. */
final class FakeCommitter {
    private final List<List<Append>> batches = new ArrayList<>();
    private final List<Promise<Committed>> commits = new ArrayList<>();
    private long head;

    Future<Committed> commit(Batch batch) {
        batches.add(batch.appends());
        commits.add(Promise.promise());
        return commits.get(commits.size() - 1).future();
    }

    /** The number of appends in each batch, including those in progress. */
    List<Integer> sizes() {
        return batches.stream().map(List::size).toList();
    }

    /** Commits the newest batch. */
    void succeed() {
        int newest = batches.size() - 1;
        List<AppendResult> outcomes =
                batches.get(newest).stream().map(this::outcome).toList();
        commits.get(newest).complete(new Committed("fakefake", outcomes, List.of()));
    }

    /** Fails the newest batch. */
    void fail(Throwable cause) {
        commits.get(commits.size() - 1).fail(cause);
    }

    private AppendResult outcome(Append append) {
        long first = head + 1;
        head += append.count();
        return new Appended(append.topic(), "fakefake", first, append.count(), 0, false);
    }
}
