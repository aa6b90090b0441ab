package io.polyloop.proof.chaos;

import io.polyloop.proof.client.Ack;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Publishes one message after another, each with an idempotency key and some through several nodes at once, and retries
 * each until it is acknowledged. Event loop only.
 */
final class Writer {
    private static final long RETRY_DELAY_MS = 50;
    private static final long GIVE_UP_AFTER_MS = 60_000;
    private static final int MAX_COPIES = 5;
    private static final double COPY_PROBABILITY = 0.2;

    private final Vertx vertx;
    private final PublishClient client;
    private final AckLog acks;
    private final WriterStats stats;
    private final Random random;
    private final String name;
    private final List<String> topics;
    private final long pauseMs;
    private final Promise<Void> stopped = Promise.promise();
    private int count;
    private boolean stopping;

    Writer(
            Vertx vertx,
            PublishClient client,
            AckLog acks,
            WriterStats stats,
            Random random,
            String name,
            Workload load) {
        this.vertx = vertx;
        this.client = client;
        this.acks = acks;
        this.stats = stats;
        this.random = random;
        this.name = name;
        this.topics = load.topics();
        this.pauseMs = load.pauseMs();
    }

    void start() {
        vertx.setTimer(1 + random.nextLong(pauseMs), id -> next());
    }

    /** Publishes no further message; completes once the last one is acknowledged or given up. */
    Future<Void> stop() {
        stopping = true;
        return stopped.future();
    }

    private void next() {
        if (stopping) {
            stopped.tryComplete();
            return;
        }
        String key = name + "-" + ++count;
        String topic = topics.get(random.nextInt(topics.size()));
        Buffer body = JsonObject.of("key", key).toBuffer();
        attempt(topic, key, body, System.nanoTime());
    }

    private void attempt(String topic, String key, Buffer body, long started) {
        int copies = random.nextDouble() < COPY_PROBABILITY ? 1 + random.nextInt(MAX_COPIES) : 1;
        List<Future<PublishOutcome>> sent = new ArrayList<>();
        for (int i = 0; i < copies; i++) {
            sent.add(send(topic, key, body));
        }
        Future.all(sent).onSuccess(all -> onResponses(topic, key, body, started, all.list()));
    }

    private Future<PublishOutcome> send(String topic, String key, Buffer body) {
        return client.publish(topic, key, body).map(response -> {
            stats.request(response.outcome());
            if (response.outcome() == PublishOutcome.OK) {
                acks.add(new Ack(key, topic, response.seq()));
            }
            return response.outcome();
        });
    }

    private void onResponses(String topic, String key, Buffer body, long started, List<PublishOutcome> outcomes) {
        long elapsedMs = (System.nanoTime() - started) / 1_000_000;
        if (outcomes.contains(PublishOutcome.OK)) {
            stats.acknowledged();
            vertx.setTimer(1 + random.nextLong(2 * pauseMs), id -> next());
        } else if (elapsedMs < GIVE_UP_AFTER_MS) {
            vertx.setTimer(RETRY_DELAY_MS, id -> attempt(topic, key, body, started));
        } else {
            stats.abandoned();
            next();
        }
    }
}
