package io.polyloop.journal;

import io.polyloop.topic.Append;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Message;
import io.polyloop.topic.Payload;
import io.polyloop.topic.TopicName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Allocates the sequence numbers of one batch in one transaction, with one statement for all topics: over a network,
 * each statement is a round trip during which the rows are locked.
 */
final class SequenceAllocator {
    // The row stays locked until the commit: the next writer waits, so commit order is sequence order.
    // Times must not decrease if a clock goes back a little. A time further ahead than the clocks of nodes differ is of
    // a wrong clock, and would be given to every later message. An advance by 0 only locks: a repeat stores nothing,
    // and must not look like a new message.
    private static final String ADVANCE = "with advance(name, count) as (%s)"
            + " insert into topics (name, head, first, at, kept)"
            + " select name, count, 1, ?, case when count > 0 then 1 else 0 end from advance where true"
            + " on conflict (name) do update set head = topics.head + excluded.head,"
            + " at = case when excluded.head = 0 then topics.at"
            + " when topics.at <= excluded.at then excluded.at"
            + " when topics.at > excluded.at + " + Statements.MAX_CLOCK_LEAD_MS
            + " then excluded.at + " + Statements.MAX_CLOCK_LEAD_MS + " else topics.at end"
            + " returning name, head, at, kept";
    // Within ADVANCE, the column would cost as much as the rest: SQLite would update both of its indexes each time.
    private static final String KEEP = "update topics set kept = 1 where name in (%s)";

    /**
     * A message that has no number yet.
     *
     * @param following the messages of its topic that come after it
     */
    record Unnumbered(TopicName topic, long following, Payload data) {}

    private static final class Topic {
        final TopicName name;
        int count; // new messages
        long next;
        long at;
        boolean empty;
        List<Message> messages = List.of();

        Topic(TopicName name) {
            this.name = name;
        }
    }

    private final Dialect dialect;
    private final long now;
    private final Map<String, Topic> topics = new HashMap<>();
    /** In the order of names: two nodes that lock the same topics in different orders would deadlock. */
    private final List<Topic> ordered;

    SequenceAllocator(Dialect dialect, long now, List<Append> appends) {
        this.dialect = dialect;
        this.now = now;
        for (Append append : appends) {
            topics.computeIfAbsent(append.topic().value(), name -> new Topic(append.topic()));
        }
        this.ordered = new ArrayList<>(topics.values());
        this.ordered.sort(Comparator.comparing(topic -> topic.name));
    }

    /** Locks all topics until the end of the transaction. */
    Query lock() {
        return advance(ordered);
    }

    /** Advances the heads of topics by the messages of these appends. */
    Query allocate(List<Append> appends) {
        for (Append append : appends) {
            topics.get(append.topic().value()).count += append.count();
        }
        return advance(ordered.stream().filter(topic -> topic.count > 0).toList());
    }

    /** The messages of appends that were passed to {@link #allocate}, in the order of {@link #messages}. */
    List<Unnumbered> unnumbered(List<Append> appends) {
        Map<String, List<Payload>> byTopic = new HashMap<>();
        for (Append append : appends) {
            byTopic.computeIfAbsent(append.topic().value(), topic -> new ArrayList<>())
                    .addAll(append.data());
        }
        List<Unnumbered> all = new ArrayList<>();
        for (Topic topic : ordered) {
            long following = topic.count;
            for (Payload data : byTopic.get(topic.name.value())) {
                all.add(new Unnumbered(topic.name, --following, data));
            }
        }
        return all;
    }

    private Query advance(List<Topic> advanced) {
        String[] names = advanced.stream().map(topic -> topic.name.value()).toArray(String[]::new);
        Long[] counts = advanced.stream().map(topic -> (long) topic.count).toArray(Long[]::new);
        return advance(dialect, names, counts, now, this::advanced);
    }

    /** Advances the head of each topic by its count; 0 only locks. The rows are name, head and time afterwards. */
    static Query advance(Dialect dialect, String[] names, Long[] counts, long now, Query.Row row) {
        Dialect.Rows rows = dialect.rows(names, counts);
        Object[] parameters = Arrays.copyOf(rows.parameters(), rows.parameters().length + 1, Object[].class);
        parameters[parameters.length - 1] = now;
        return new Query(ADVANCE.formatted(rows.sql()), row, parameters);
    }

    private void advanced(ResultSet row) throws SQLException {
        Topic topic = topics.get(row.getString(1));
        topic.next = row.getLong(2) - topic.count + 1;
        topic.at = row.getLong(3);
        topic.empty = topic.count > 0 && row.getInt(4) == 0;
    }

    /** Marks the allocated topics that had no messages before; empty if there are none. */
    Optional<Query> keep() {
        Object[] names = ordered.stream()
                .filter(topic -> topic.empty)
                .map(topic -> topic.name.value())
                .toArray(String[]::new);
        if (names.length == 0) {
            return Optional.empty();
        }
        Dialect.Rows rows = dialect.rows(names);
        return Optional.of(new Query(KEEP.formatted(rows.sql()), rows.parameters()));
    }

    /** Numbers the messages of an append that was passed to {@link #allocate}, in the order of the calls. */
    Appended number(Append append, String epoch) {
        Topic topic = topics.get(append.topic().value());
        long first = topic.next;
        if (topic.messages.isEmpty()) {
            topic.messages = new ArrayList<>(topic.count);
        }
        for (Payload data : append.data()) {
            topic.messages.add(new Message(topic.name, topic.next++, topic.at, data));
        }
        return new Appended(topic.name, epoch, first, append.count(), topic.at, false);
    }

    /** All numbered messages, topic by topic. */
    List<Message> messages() {
        if (ordered.size() == 1) {
            return ordered.get(0).messages;
        }
        List<Message> messages =
                new ArrayList<>(ordered.stream().mapToInt(topic -> topic.count).sum());
        ordered.forEach(topic -> messages.addAll(topic.messages));
        return messages;
    }
}
