package io.polyloop.proof.outbox;

import io.polyloop.proof.client.Ack;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the nodes have answered to all writers. Event loop only, except {@link #committed()}, until they have stopped. */
final class WriterLog {
    private static final int EXAMPLES = 5;

    private final Map<String, Order> stored = new LinkedHashMap<>();
    private final List<Ack> acks = new ArrayList<>();
    private final Map<Kind, Map<Outcome, Long>> outcomes = new EnumMap<>(Kind.class);
    private final List<String> violations = new ArrayList<>();
    private final AtomicLong committed = new AtomicLong();

    void answered(Order order, OrderClient.Answer answer) {
        outcomes.computeIfAbsent(order.kind(), first -> new EnumMap<>(Outcome.class))
                .merge(answer.outcome(), 1L, Long::sum);
        if (answer.outcome() == Outcome.STORED) {
            stored(order, answer.seqs());
        }
        boolean wrong = answer.outcome() == Outcome.UNEXPECTED
                || answer.outcome() == Outcome.STORED
                        && (order.kind().isRolledBack()
                                || answer.seqs().size() != order.topics().size());
        if (wrong) {
            violation(order, "answered with " + answer.text());
        }
    }

    /** @param seqs of its messages */
    void stored(Order order, List<Long> seqs) {
        for (int i = 0; i < seqs.size(); i++) {
            acks.add(new Ack(order.key(i), order.topics().get(i), seqs.get(i)));
        }
        if (stored.put(order.id(), order) == null && order.kind().hasRows()) {
            committed.incrementAndGet();
        }
    }

    void abandoned(Order order) {
        violation(order, "given up");
    }

    private void violation(Order order, String text) {
        violations.add(order.id() + ": " + text);
        if (violations.size() <= EXAMPLES) {
            System.out.println("!!! " + violations.get(violations.size() - 1));
        }
    }

    /** The acknowledged orders with rows so far. Any thread. */
    long committed() {
        return committed.get();
    }

    /** The acknowledged orders, by id. */
    Map<String, Order> stored() {
        return stored;
    }

    List<Ack> acks() {
        return acks;
    }

    /** Answers that contradict the contract, and orders whose outcome was not known in time. */
    List<String> violations() {
        return violations;
    }

    long count(Kind kind, Outcome outcome) {
        return outcomes.getOrDefault(kind, Map.of()).getOrDefault(outcome, 0L);
    }

    long count(Outcome outcome) {
        return outcomes.values().stream()
                .mapToLong(counts -> counts.getOrDefault(outcome, 0L))
                .sum();
    }
}
