package io.polyloop.proof.rebalance;

import io.polyloop.proof.client.Ack;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Publishes to one topic about once a second, and repeats a message until it is acknowledged. Event loop only. */
final class Publisher {
    private static final long PAUSE_MS = 1_000;
    private static final long RETRY_MS = 50;
    private static final long TIMEOUT_MS = 5_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final URI service;
    private final String topic;
    private final List<Ack> acks;
    private final Promise<Void> stopped = Promise.promise();
    private int count;
    private boolean stopping;

    Publisher(Vertx vertx, HttpClient client, URI service, String topic, List<Ack> acks) {
        this.vertx = vertx;
        this.client = client;
        this.service = service;
        this.topic = topic;
        this.acks = acks;
    }

    void start() {
        if (stopping) {
            stopped.complete();
        } else {
            attempt(topic + "-" + ++count);
        }
    }

    /** Completes once the last message is acknowledged. */
    Future<Void> stop() {
        stopping = true;
        return stopped.future();
    }

    private void attempt(String key) {
        send(key)
                .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .onSuccess(seq -> {
                    acks.add(new Ack(key, topic, seq));
                    vertx.setTimer(PAUSE_MS, id -> start());
                })
                .onFailure(failed -> vertx.setTimer(RETRY_MS, id -> attempt(key)));
    }

    private Future<Long> send(String key) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(service.getHost())
                .setPort(service.getPort())
                .setURI("/api/v1/topics/" + topic + "/messages")
                .putHeader("Content-Type", "application/json")
                .putHeader("Idempotency-Key", key);
        return client.request(request)
                .compose(sent -> sent.send(JsonObject.of("key", key).toBuffer()))
                .compose(response -> response.body().map(body -> seq(response.statusCode(), body)));
    }

    private static long seq(int status, Buffer body) {
        if (status != 200 && status != 201) {
            throw new IllegalStateException("status " + status);
        }
        return new JsonObject(body).getLong("seq");
    }
}
