package io.polyloop.proof.outbox;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Sends one order after another, and each again with the same keys until its outcome is known. Event loop only. */
final class Writer {
    private static final long RETRY_DELAY_MS = 100;
    private static final long GIVE_UP_AFTER_NANOS = 90_000_000_000L;
    private static final double SHARED = 0.1;
    private static final double SECOND_MESSAGE = 0.2;
    private static final int WEIGHTS = IntStream.range(0, Kind.values().length)
            .map(i -> Kind.values()[i].weight())
            .sum();

    private final Vertx vertx;
    private final OrderClient client;
    private final WriterLog log;
    private final Random random;
    private final int number;
    private final Promise<Void> stopped = Promise.promise();
    private int count;
    private boolean stopping;

    Writer(Vertx vertx, OrderClient client, WriterLog log, Random random, int number) {
        this.vertx = vertx;
        this.client = client;
        this.log = log;
        this.random = random;
        this.number = number;
    }

    void start() {
        next();
    }

    /** Sends no further order; completes once the outcome of the last one is known. */
    Future<Void> stop() {
        stopping = true;
        return stopped.future();
    }

    private void next() {
        if (stopping) {
            stopped.tryComplete();
        } else {
            attempt(order(), System.nanoTime(), false);
        }
    }

    private Order order() {
        Kind kind = kind();
        String counter =
                random.nextDouble() < SHARED ? OutboxTables.shared(random.nextInt(100)) : OutboxTables.own(number);
        return new Order(kind, kind.id("w" + number, ++count), counter, topics(kind));
    }

    private Kind kind() {
        int left = random.nextInt(WEIGHTS);
        for (Kind kind : Kind.values()) {
            left -= kind.weight();
            if (left < 0) {
                return kind;
            }
        }
        throw new IllegalStateException();
    }

    /** Two topics in any order: units that locked them as they are given would deadlock. */
    private List<String> topics(Kind kind) {
        if (kind == Kind.ROWS) {
            return List.of();
        }
        List<String> topics = new ArrayList<>(List.of(Writers.topic(random.nextInt(Writers.TOPICS))));
        if (kind != Kind.PLAIN && random.nextDouble() < SECOND_MESSAGE) {
            topics.add(Writers.topic(random.nextInt(Writers.TOPICS)));
        }
        return topics;
    }

    private void attempt(Order order, long since, boolean doubtful) {
        client.send(order).onSuccess(answer -> {
            log.answered(order, answer);
            boolean inDoubt = doubtful || answer.outcome() == Outcome.UNKNOWN;
            if (isDone(order, answer, doubtful)) {
                next();
            } else if (System.nanoTime() - since > GIVE_UP_AFTER_NANOS) {
                log.abandoned(order);
                next();
            } else {
                vertx.setTimer(RETRY_DELAY_MS, id -> attempt(order, since, inDoubt));
            }
        });
    }

    private boolean isDone(Order order, OrderClient.Answer answer, boolean doubtful) {
        if (order.kind().isRolledBack()) {
            return answer.outcome() == Outcome.ROLLED_BACK;
        }
        if (order.kind() == Kind.ROWS && doubtful && answer.outcome() == Outcome.ROLLED_BACK) {
            // An earlier attempt has stored the row.
            log.stored(order, List.of());
            return true;
        }
        return answer.outcome() == Outcome.STORED || answer.outcome() == Outcome.UNEXPECTED;
    }
}
