package io.polyloop.journal;

import io.polyloop.topic.Message;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Inserts the rows of a batch, in the way that is fastest with its database. */
interface RowInserter {
    /** @param batch the id by which the batch is found again */
    void insert(List<Message> messages, List<KeyRow> keys, UUID batch) throws SQLException;
}
