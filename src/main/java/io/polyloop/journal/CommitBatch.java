package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.Message;
import io.polyloop.topic.TopicName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Writes one batch of appends inside one transaction that the caller begins and commits. */
final class CommitBatch {
    private final Connection connection;
    private final RowInserter rows;
    private final String epoch;
    private final SequenceAllocator allocator;
    private final StoredKeys keys;

    CommitBatch(Connection connection, RowInserter rows, String epoch, long now) {
        this.connection = connection;
        this.rows = rows;
        this.epoch = epoch;
        this.allocator = new SequenceAllocator(connection, now);
        this.keys = new StoredKeys(epoch);
    }

    Committed write(List<Append> appends, UUID batch) throws SQLException {
        Collection<TopicBatch> topics = byTopic(appends);
        if (topics.stream().anyMatch(TopicBatch::keyed)) {
            claimKeys(topics, appends);
        }
        AppendResult[] outcomes = new AppendResult[appends.size()];
        List<Message> messages = new ArrayList<>(appends.size());
        allocator.allocate(topics);
        for (TopicBatch topic : topics) {
            topic.number(epoch, outcomes, messages);
            topic.settle(outcomes);
        }
        keys.insert(rows, claimed -> outcomes[claimed].appended());
        rows.insertMessages(messages, batch);
        return new Committed(epoch, Arrays.asList(outcomes), messages);
    }

    private Collection<TopicBatch> byTopic(List<Append> appends) {
        Map<TopicName, TopicBatch> topics = new HashMap<>();
        for (int i = 0; i < appends.size(); i++) {
            topics.computeIfAbsent(appends.get(i).topic(), this::batch).add(i, appends.get(i));
        }
        // In name order: two nodes that lock the same topics in different orders would deadlock.
        return new TreeMap<>(topics).values();
    }

    private TopicBatch batch(TopicName topic) {
        return new TopicBatch(topic, keys);
    }

    private void claimKeys(Collection<TopicBatch> topics, List<Append> appends) throws SQLException {
        // Lock before looking: a repeat on another node waits here, and then finds the key. All topics at once, not
        // those with keys alone: the others are locked later, and may be the first by name.
        allocator.lock(topics);
        keys.find(connection, appends);
        topics.forEach(TopicBatch::claim);
    }
}
