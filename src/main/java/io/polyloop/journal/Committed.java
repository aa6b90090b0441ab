package io.polyloop.journal;

import io.polyloop.sql.CommitResult;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Message;
import java.util.List;

/**
 * A batch after its commit.
 *
 * @param epoch the history that the batch belongs to
 * @param results one for each append, in the order of the appends
 * @param units one for each unit, in their order
 * @param messages the new messages, topic by topic, in sequence order
 */
record Committed(String epoch, List<AppendResult> results, List<UnitResult> units, List<Message> messages) {

    /** A batch without units. */
    Committed(String epoch, List<AppendResult> results, List<Message> messages) {
        this(epoch, results, List.of(), messages);
    }

    /** The same batch in another history, which a failover started after the commit. */
    Committed in(String history) {
        List<AppendResult> moved = results.stream()
                .map(result -> result instanceof Appended appended ? moved(appended, history) : result)
                .toList();
        return new Committed(
                history, moved, units.stream().map(unit -> moved(unit, history)).toList(), messages);
    }

    private static UnitResult moved(UnitResult unit, String history) {
        if (!(unit instanceof UnitResult.Done done)) {
            return unit;
        }
        List<Appended> moved = done.result().appended().stream()
                .map(appended -> moved(appended, history))
                .toList();
        return new UnitResult.Done(new CommitResult(done.result().rows(), moved));
    }

    private static Appended moved(Appended result, String history) {
        return new Appended(result.topic(), history, result.first(), result.count(), result.at(), result.repeated());
    }
}
