package io.polyloop.journal;

import io.polyloop.topic.Message;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Inserts the messages of a batch, in the way that is fastest with the database it is for. */
interface MessageRows {
    /** @param batch the id by which the batch is found again */
    void insert(List<Message> messages, UUID batch) throws SQLException;
}
