package io.polyloop.journal;

import io.polyloop.topic.Message;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Inserts what a batch stores, in the way that is fastest with the database it is for. */
interface RowInserter {
    /** @param batch the id by which the batch is found again */
    void insertMessages(List<Message> messages, UUID batch) throws SQLException;

    void insertKeys(List<KeyRow> keys) throws SQLException;
}
