package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes batches of appends on one connection, each in a transaction that the caller commits. */
final class BatchWriter {
    private final JournalDatabase database;
    private final Connection connection;
    private final RowInserter rows;
    private final Clock clock;

    BatchWriter(JournalDatabase database, Connection connection, Clock clock) throws SQLException {
        this.database = database;
        this.connection = connection;
        this.rows = database.dialect().rowInserter(connection);
        this.clock = clock;
    }

    /** @param id by which {@link InDoubtBatch} finds the batch if its COMMIT is not answered */
    Committed write(List<Append> appends, UUID id, Duration lockWait) throws SQLException {
        SequenceAllocator sequences = new SequenceAllocator(database.dialect(), clock.millis(), appends);
        KeyTable keys = new KeyTable(database.dialect(), appends);
        String epoch;
        if (keys.isEmpty()) {
            epoch = database.begin(connection, lockWait, sequences.allocate(appends));
        } else {
            // Lock before the look-up: a repeat on another node waits here and then finds the key. Lock all topics, not
            // only those with keys: to lock the rest later would break the order of names.
            epoch = database.begin(connection, lockWait, sequences.lock(), keys.find());
            List<Append> unstored = keys.unstored(appends);
            if (!unstored.isEmpty()) {
                sequences.allocate(unstored).run(connection);
            }
        }
        Optional<Query> keep = sequences.keep();
        if (keep.isPresent()) {
            keep.get().run(connection);
        }
        List<AppendResult> results = new ArrayList<>(appends.size());
        for (Append append : appends) {
            AppendResult repeated = keys.repeated(append, epoch);
            results.add(repeated == null ? keys.add(append, sequences.number(append, epoch)) : repeated);
        }
        List<Message> messages = sequences.messages();
        rows.insert(messages, keys.added(), id);
        return new Committed(epoch, results, messages);
    }
}
