package io.polyloop.journal;

import io.polyloop.topic.TopicName;
import java.sql.SQLException;

/** A message is missing that the topic's row says is stored: an empty page would hide the loss. */
final class MissingMessagesException extends SQLException {
    private static final long serialVersionUID = 1L;

    MissingMessagesException(TopicName topic, long seq) {
        super("message " + seq + " of topic " + topic.value() + " is missing from the journal");
    }
}
