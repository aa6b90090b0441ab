package io.polyloop.proof.scale;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publish at a fixed rate. A writer whose last message is not acknowledged yet skips its turn. Event loop only.
 */
final class Writers {
    static final int DATA_BYTES = 128;

    private static final Buffer DATA = Buffer.buffer("{\"text\":\"" + "x".repeat(DATA_BYTES - 11) + "\"}");
    private static final int CREATED = 201;

    private final Vertx vertx;
    private final HttpClient http;
    private final List<URI> nodes;
    private final List<String> topics;
    private final List<Future<?>> inFlight = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();
    private final AtomicLong published = new AtomicLong();
    private int nextTopic;

    Writers(Vertx vertx, List<URI> nodes, List<String> topics, int count) {
        this.vertx = vertx;
        this.http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(count));
        this.nodes = nodes;
        this.topics = topics;
        for (int i = 0; i < count; i++) {
            inFlight.add(Future.succeededFuture());
        }
    }

    void start(Duration interval) {
        for (int i = 0; i < inFlight.size(); i++) {
            int writer = i;
            // Writers that start in the same millisecond would share one commit.
            long first = 1 + interval.toMillis() * i / inFlight.size();
            timers.add(vertx.setPeriodic(first, interval.toMillis(), tick -> write(writer)));
        }
    }

    /** Completes once every message is acknowledged; fails if one is not. */
    Future<?> stop() {
        timers.forEach(vertx::cancelTimer);
        timers.clear();
        return Future.all(inFlight);
    }

    private void write(int writer) {
        if (inFlight.get(writer).succeeded()) {
            inFlight.set(writer, publish(nodes.get(writer % nodes.size()), topics.get(nextTopic++ % topics.size())));
        }
    }

    private Future<?> publish(URI node, String topic) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(node.getHost())
                .setPort(node.getPort())
                .setURI("/api/v1/topics/" + topic + "/messages")
                .putHeader("Content-Type", "application/json");
        return http.request(request)
                .compose(sent -> sent.send(DATA))
                .compose(answer -> answer.statusCode() == CREATED
                        ? answer.body()
                        : Future.failedFuture("status " + answer.statusCode()))
                .onSuccess(body -> published.incrementAndGet());
    }

    /** The number of acknowledged messages. Thread-safe. */
    long published() {
        return published.get();
    }
}
