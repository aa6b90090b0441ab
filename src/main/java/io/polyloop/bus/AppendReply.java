package io.polyloop.bus;

import io.polyloop.topic.AppendResult;
import io.vertx.core.Future;
import java.util.List;

/**
 * The results of a batch of appends, in its order.
 *
 * @param results null for those whose commit is still under way; a reply to this message gets them all
 */
record AppendReply(List<AppendResult> results) {

    /** What is known now. */
    static AppendReply of(List<Future<AppendResult>> results) {
        return new AppendReply(results.stream().map(Future::result).toList());
    }

    /** Whether some are known, but not all. */
    boolean isPartial() {
        long known = results.stream().filter(result -> result != null).count();
        return known > 0 && known < results.size();
    }
}
