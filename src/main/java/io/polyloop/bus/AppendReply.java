package io.polyloop.bus;

import io.polyloop.topic.AppendResult;
import io.vertx.core.Future;
import java.util.List;

/**
 * The results of a batch of appends, in the order of the batch.
 *
 * @param results null for an append whose commit is in progress; a reply to this message is answered with all results
 */
record AppendReply(List<AppendResult> results) {

    /** The results that are known now. */
    static AppendReply of(List<Future<AppendResult>> results) {
        return new AppendReply(results.stream().map(Future::result).toList());
    }

    /** Whether some are known, but not all. */
    boolean isPartial() {
        long known = results.stream().filter(result -> result != null).count();
        return known > 0 && known < results.size();
    }
}
