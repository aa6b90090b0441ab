package io.polyloop.journal;

import io.polyloop.topic.TopicName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Finds messages that are missing although the topic's row says they are stored. Reads the whole index of messages. */
final class SequenceGaps {
    private static final String FIRST_GAP = "select name, case"
            + " when not exists (select 1 from messages where topic = name and seq = first) then first"
            + " else (select min(seq) + 1 from messages m where topic = name and seq >= first"
            + " and not exists (select 1 from messages where topic = name and seq = m.seq + 1)) end"
            + " from topics where head >= first and head - first + 1 <>"
            + " (select count(*) from messages where topic = name and seq between first and head) limit 1";

    private SequenceGaps() {}

    /** The first missing message. */
    static Optional<MissingMessagesException> findFirst(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(FIRST_GAP)) {
            return row.next()
                    ? Optional.of(new MissingMessagesException(new TopicName(row.getString(1)), row.getLong(2)))
                    : Optional.empty();
        }
    }
}
