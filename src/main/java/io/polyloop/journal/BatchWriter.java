package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes batches on one connection, each in a transaction that the caller commits. */
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

    /** Executes the first statements of the appends; returns the epoch of the transaction. */
    interface First {
        String run(Query... first) throws SQLException;
    }

    /**
     * Writes a batch.
     *
     * @param id by which {@link InDoubtBatch} finds the batch if its COMMIT is not answered
     * @param lastStart the time after which the statements of no further unit are started
     */
    Committed write(Batch batch, UUID id, Deadline until, Deadline lastStart) throws SQLException {
        return batch.units().isEmpty()
                ? append(batch.appends(), id, first -> database.begin(connection, until.remaining(), first))
                : new UnitWriter(database, connection, this, batch, lastStart).write(id, until);
    }

    /** The connection of this writer. */
    Connection connection() {
        return connection;
    }

    /** Numbers and stores appends at the end of a transaction: from then on, their topics are locked. */
    Committed appendLast(List<Append> appends, UUID id, String epoch) throws SQLException {
        return append(appends, id, first -> {
            database.dialect().run(connection, first);
            return epoch;
        });
    }

    /** Stores the row that stands for a batch without messages, if this database can leave a commit in doubt. */
    void mark(UUID id) throws SQLException {
        if (database.dialect().retries()) {
            BatchMark.insert(id, clock.millis()).run(connection);
        }
    }

    private Committed append(List<Append> appends, UUID id, First begin) throws SQLException {
        SequenceAllocator sequences = new SequenceAllocator(database.dialect(), clock.millis(), appends);
        KeyTable keys = new KeyTable(database.dialect(), appends);
        String epoch;
        Optional<Query> insert = Optional.empty();
        if (keys.isEmpty()) {
            Query advance = sequences.allocate(appends);
            insert = rows.afterAdvance(sequences, appends, id);
            epoch = insert.isPresent() ? begin.run(advance, insert.get()) : begin.run(advance);
        } else {
            // Lock before the look-up: a repeat on another node waits here and then finds the key. Lock all topics, not
            // only those with keys: to lock the rest later would break the order of names.
            epoch = begin.run(sequences.lock(), keys.find());
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
        if (insert.isEmpty()) {
            rows.insert(messages, keys.added(), id);
        }
        return new Committed(epoch, results, messages);
    }
}
