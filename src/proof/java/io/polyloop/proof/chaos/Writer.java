package io.polyloop.proof.chaos;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Publishes one message after the other, each with a key, some of them through several nodes at once, and repeats each
 * until it is acknowledged. Event loop only.
 */
final class Writer {
    private static final long REPEAT_AFTER_MS = 50;
    private static final long GIVE_UP_AFTER_MS = 60_000;
    private static final int MOST_COPIES = 5;
    private static final double COPIED = 0.2;

    private final Vertx vertx;
    private final Door door;
    private final Acks acks;
    private final Tally tally;
    private final Random random;
    private final String name;
    private final List<String> topics;
    private final long pauseMs;
    private final Promise<Void> ended = Promise.promise();
    private int count;
    private boolean ending;

    Writer(Vertx vertx, Door door, Acks acks, Tally tally, Random random, String name, Workload load) {
        this.vertx = vertx;
        this.door = door;
        this.acks = acks;
        this.tally = tally;
        this.random = random;
        this.name = name;
        this.topics = load.topics();
        this.pauseMs = load.pauseMs();
    }

    void start() {
        vertx.setTimer(1 + random.nextLong(pauseMs), id -> next());
    }

    /** Begins nothing new; completes once what was begun is acknowledged, or given up. */
    Future<Void> end() {
        ending = true;
        return ended.future();
    }

    private void next() {
        if (ending) {
            ended.tryComplete();
            return;
        }
        String key = name + "-" + ++count;
        String topic = topics.get(random.nextInt(topics.size()));
        Buffer body = JsonObject.of("key", key).toBuffer();
        attempt(topic, key, body, System.nanoTime());
    }

    private void attempt(String topic, String key, Buffer body, long begun) {
        int copies = random.nextDouble() < COPIED ? 1 + random.nextInt(MOST_COPIES) : 1;
        List<Future<Outcome>> sent = new ArrayList<>();
        for (int i = 0; i < copies; i++) {
            sent.add(send(topic, key, body));
        }
        Future.all(sent).onSuccess(all -> settle(topic, key, body, begun, all.list()));
    }

    private Future<Outcome> send(String topic, String key, Buffer body) {
        return door.publish(topic, key, body).map(answer -> {
            tally.request(answer.outcome());
            if (answer.outcome() == Outcome.OK) {
                acks.add(new Ack(key, topic, answer.seq()));
            }
            return answer.outcome();
        });
    }

    private void settle(String topic, String key, Buffer body, long begun, List<Outcome> outcomes) {
        long taken = (System.nanoTime() - begun) / 1_000_000;
        if (outcomes.contains(Outcome.OK)) {
            tally.acknowledged();
            vertx.setTimer(1 + random.nextLong(2 * pauseMs), id -> next());
        } else if (taken < GIVE_UP_AFTER_MS) {
            vertx.setTimer(REPEAT_AFTER_MS, id -> attempt(topic, key, body, begun));
        } else {
            tally.abandoned();
            next();
        }
    }
}
