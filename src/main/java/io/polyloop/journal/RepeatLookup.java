package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Finds what is stored under the keys of messages whose transaction failed, in a transaction of its own. The rows of the
 * first can be what made a repeat fail. If the repeat waited for them, the first has committed, and its keys are found.
 */
final class RepeatLookup implements Committer.Work {
    private final JournalDatabase database;
    private final List<Append> appends;

    /** @param appends with a key each */
    RepeatLookup(JournalDatabase database, List<Append> appends) {
        this.database = database;
        this.appends = appends;
    }

    /** Has a result for each append whose key is stored, in their order: a refusal if that is with another body. */
    @Override
    public Committed write(BatchWriter writer, UUID id, Deadline until) throws SQLException {
        KeyTable keys = new KeyTable(database.dialect(), appends);
        String epoch = database.begin(writer.connection(), database.lockWait(until), keys.find());
        List<AppendResult> stored = appends.stream()
                .map(append -> keys.repeated(append, epoch))
                .filter(Objects::nonNull)
                .toList();
        return new Committed(epoch, stored, List.of());
    }
}
