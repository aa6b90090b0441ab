package io.polyloop.proof.outbox;

import io.polyloop.proof.client.DeliveryCheck;
import io.polyloop.proof.client.StoredTopic;
import io.polyloop.proof.client.Subscriber;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** Compares what is stored, what was answered, and what subscribers received. Each figure has to be 0. */
final class OutboxCheck {
    private final Stored stored;
    private final WriterLog log;
    private final Map<String, Stored.Row> rows = new HashMap<>();
    private final Set<String> messages;

    OutboxCheck(Stored stored, WriterLog log) {
        this.stored = stored;
        this.log = log;
        stored.rows().forEach(row -> rows.put(row.id(), row));
        messages = new HashSet<>(stored.messages());
    }

    /** The violations of each guarantee, by its name. */
    Map<String, Long> violations(List<Subscriber> subscribers) {
        Map<String, Long> all = new LinkedHashMap<>();
        all.put("rows without their message", rowsWithoutMessage());
        all.put("messages without their row", messagesWithoutRow());
        all.put("rows stored twice", (long) stored.rows().size() - rows.size());
        all.put("messages stored twice", (long) stored.messages().size() - messages.size());
        all.put("statements that ran twice or not at all", wrongCounters());
        all.put("rows, messages and keys of what was rolled back", rolledBack());
        all.put("holes in the sequence of a topic", sum(stored.topics().values(), StoredTopic::gaps));
        all.put("acknowledged units without their rows", lostRows());
        all.put("acknowledged messages that are not at their position", lostMessages());
        all.put("wrong answers, and outcomes never known", (long)
                log.violations().size());
        List<DeliveryCheck> received =
                subscribers.stream().map(Subscriber::check).toList();
        all.put("messages that a subscriber missed", sum(received, DeliveryCheck::missed));
        all.put("received twice", sum(received, DeliveryCheck::repeated));
        all.put("received out of order", sum(received, DeliveryCheck::outOfOrder));
        all.put("resets", sum(received, DeliveryCheck::resets));
        all.put(
                "subscribers that differ from what is stored",
                subscribers.stream().filter(this::differs).count());
        return all;
    }

    private long rowsWithoutMessage() {
        return stored.rows().stream().filter(row -> !hasMessages(row)).count();
    }

    private boolean hasMessages(Stored.Row row) {
        return Kind.ofId(row.id()).hasMessages() == row.messages() > 0
                && IntStream.range(0, row.messages()).allMatch(i -> messages.contains(Order.key(row.id(), i)));
    }

    private long messagesWithoutRow() {
        return messages.stream()
                .map(Order::idOfKey)
                .filter(id -> Kind.ofId(id) != Kind.PLAIN && !rows.containsKey(id))
                .count();
    }

    private long wrongCounters() {
        Map<String, Long> expected = new HashMap<>();
        stored.rows().forEach(row -> expected.merge(row.counter(), 1L, Long::sum));
        return stored.counters().entrySet().stream()
                .mapToLong(counter -> Math.abs(counter.getValue() - expected.getOrDefault(counter.getKey(), 0L)))
                .sum();
    }

    private long rolledBack() {
        long kept = rows.keySet().stream().filter(OutboxCheck::isRolledBack).count();
        kept += messages.stream().filter(OutboxCheck::isRolledBack).count();
        // A key without its message would swallow the retry.
        return kept
                + stored.keys().stream()
                        .filter(key -> !messages.contains(key) || isRolledBack(key))
                        .count();
    }

    private static boolean isRolledBack(String id) {
        return Kind.ofId(id).isRolledBack();
    }

    private long lostRows() {
        return log.stored().values().stream()
                .filter(order -> order.kind().hasRows() && !rows.containsKey(order.id()))
                .count();
    }

    private long lostMessages() {
        return log.acks().stream()
                .filter(ack -> !stored.topics().containsKey(ack.topic())
                        || !stored.topics().get(ack.topic()).contains(ack))
                .count();
    }

    private boolean differs(Subscriber subscriber) {
        StoredTopic topic = stored.topics().get(subscriber.topic());
        return topic == null
                || topic.head() != subscriber.check().last()
                || topic.digest() != subscriber.check().digest();
    }

    private static <T> long sum(Iterable<T> all, ToLongFunction<T> figure) {
        long sum = 0;
        for (T one : all) {
            sum += figure.applyAsLong(one);
        }
        return sum;
    }
}
