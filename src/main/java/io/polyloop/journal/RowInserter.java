package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.Message;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Inserts the rows of a batch, in the way that is fastest with its database. */
interface RowInserter {
    /**
     * The statement that stores messages right after {@link SequenceAllocator#allocate}, in the same round trip; empty if
     * there is none, and {@link #insert} has to follow.
     */
    default Optional<Query> afterAdvance(SequenceAllocator sequences, List<Append> appends, UUID batch) {
        return Optional.empty();
    }

    /** @param batch the id by which the batch is found again */
    void insert(List<Message> messages, List<KeyRow> keys, UUID batch) throws SQLException;
}
