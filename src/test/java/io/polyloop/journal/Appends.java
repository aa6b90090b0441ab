package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.polyloop.topic.Append;
import io.polyloop.topic.AppendResult;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Message;
import io.polyloop.topic.Page;
import io.polyloop.topic.Payload;
import io.polyloop.topic.TopicName;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Creates appends for the tests of the SQL, and reads their results. */
final class Appends {
    static final int PAGE_BYTES = 1 << 20;

    private Appends() {}

    static Append to(String topic, String... data) {
        return keyed(null, topic, data);
    }

    static Append keyed(String key, String topic, String... data) {
        return new Append(
                new TopicName(topic), Stream.of(data).map(Payload::stored).toList(), key);
    }

    /** Stores a number of messages in one commit. */
    static void fill(SqlJournal journal, String topic, int messages) throws SQLException {
        journal.commit(List.of(new Append(
                new TopicName(topic), Collections.nCopies(messages, Payload.stored("\"some data\"")), null)));
    }

    /** The acknowledgement of one append of a batch. */
    static Appended acknowledged(Committed committed, int index) {
        return acknowledged(committed.results().get(index));
    }

    static Appended acknowledged(AppendResult result) {
        return assertInstanceOf(Appended.class, result);
    }

    static List<Long> sequences(Page page) {
        return page.messages().stream().map(Message::seq).toList();
    }

    static List<String> data(Page page) {
        return page.messages().stream()
                .map(message -> message.data().toString())
                .toList();
    }
}
