package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Message;
import io.polyloop.topic.Payload;
import io.polyloop.topic.TopicName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes one batch of appends inside one transaction that the caller begins and commits. */
final class CommitBatch {
    private final Connection connection;
    private final String epoch;
    private final long now;
    private final Outcome[] outcomes;
    private final List<Message> messages = new ArrayList<>();

    CommitBatch(Connection connection, String epoch, long now, int size) {
        this.connection = connection;
        this.epoch = epoch;
        this.now = now;
        this.outcomes = new Outcome[size];
    }

    Committed write(List<Append> appends) throws SQLException {
        // Topics in name order: two nodes that lock the same topics in different orders would deadlock.
        Map<TopicName, List<Integer>> byTopic = new TreeMap<>();
        for (int i = 0; i < appends.size(); i++) {
            byTopic.computeIfAbsent(appends.get(i).topic(), topic -> new ArrayList<>())
                    .add(i);
        }
        for (Map.Entry<TopicName, List<Integer>> topic : byTopic.entrySet()) {
            write(topic.getKey(), topic.getValue(), appends);
        }
        insertMessages();
        return new Committed(Arrays.asList(outcomes), messages);
    }

    private void write(TopicName topic, List<Integer> indexes, List<Append> appends) throws SQLException {
        StoredKeys keys = new StoredKeys(connection, topic, epoch);
        if (indexes.stream().anyMatch(i -> appends.get(i).key() != null)) {
            // Lock before looking: a repeat on another node waits here, and then finds the key.
            advance(topic, 0);
        }
        List<Integer> fresh = new ArrayList<>();
        for (int i : indexes) {
            Append append = appends.get(i);
            if (append.key() == null || keys.claim(append, i)) {
                fresh.add(i);
            }
        }
        number(topic, fresh, appends);
        for (int i : indexes) {
            if (outcomes[i] == null) {
                outcomes[i] = keys.repeat(appends.get(i), claimed -> outcomes[claimed].appended());
            }
        }
        keys.insert(i -> outcomes[i].appended());
    }

    private void number(TopicName topic, List<Integer> fresh, List<Append> appends) throws SQLException {
        int count = fresh.stream().mapToInt(i -> appends.get(i).count()).sum();
        if (count == 0) {
            return;
        }
        long[] headAndTime = advance(topic, count);
        long seq = headAndTime[0] - count + 1;
        for (int i : fresh) {
            Append append = appends.get(i);
            outcomes[i] = Outcome.of(new Appended(topic, epoch, seq, append.count(), headAndTime[1], false));
            for (Payload data : append.data()) {
                messages.add(new Message(topic, seq++, headAndTime[1], data));
            }
        }
    }

    private long[] advance(TopicName topic, int count) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Statements.ADVANCE)) {
            statement.setString(1, topic.value());
            statement.setLong(2, count);
            statement.setLong(3, now);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new long[] {row.getLong(1), row.getLong(2)};
            }
        }
    }

    private void insertMessages() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Statements.INSERT_MESSAGE)) {
            for (Message message : messages) {
                statement.setString(1, message.topic().value());
                statement.setLong(2, message.seq());
                statement.setLong(3, message.at());
                statement.setString(4, message.data().toString());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
