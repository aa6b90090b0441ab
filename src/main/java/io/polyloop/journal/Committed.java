package io.polyloop.journal;

import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Message;
import java.util.List;

/**
 * A batch after its commit.
 *
 * @param epoch the history that the batch belongs to
 * @param results one for each append, in the order of the appends
 * @param messages the new messages, topic by topic, in sequence order
 */
record Committed(String epoch, List<AppendResult> results, List<Message> messages) {

    /** The same batch in another history, which a failover started after the commit. */
    Committed in(String history) {
        List<AppendResult> moved = results.stream()
                .map(result -> result instanceof Appended appended ? moved(appended, history) : result)
                .toList();
        return new Committed(history, moved, messages);
    }

    private static AppendResult moved(Appended result, String history) {
        return new Appended(result.topic(), history, result.first(), result.count(), result.at(), result.repeated());
    }
}
