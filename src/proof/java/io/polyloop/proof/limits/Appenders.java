package io.polyloop.proof.limits;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Writers that publish one request after the other. Event loop only. */
final class Appenders {
    private static final String MESSAGE = "{\"text\":\"" + "x".repeat(117) + "\"}";
    private static final int CREATED = 201;
    private static final int BUSY = 503;
    private static final long PAUSE_MS = 20;

    private final Vertx vertx;
    private final HttpClient http;
    private final URI node;
    private final Buffer body;
    private final String type;
    private final List<Long> micros = new ArrayList<>();
    private boolean stopped;

    /** @param batch messages of a request */
    Appenders(Vertx vertx, URI node, int writers, int batch) {
        this.vertx = vertx;
        this.http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(writers));
        this.node = node;
        this.body = Buffer.buffer((MESSAGE + "\n").repeat(batch).strip());
        this.type = batch == 1 ? "application/json" : "application/x-ndjson";
    }

    /**
     * Publishes until {@link #stop}, or until there is no further topic. A request that is refused as busy is not counted,
     * and the writer goes on after a pause; any other refusal fails.
     */
    Future<?> start(int writers, Supplier<String> topics) {
        return Future.all(IntStream.range(0, writers)
                .mapToObj(writer -> Future.<Void>future(done -> publish(topics, done)))
                .toList());
    }

    // With a promise for all requests of a writer: a chain of futures would grow with each.
    private void publish(Supplier<String> topics, Promise<Void> done) {
        String topic = stopped ? null : topics.get();
        if (topic == null) {
            done.tryComplete();
            return;
        }
        long started = System.nanoTime();
        request(topic).onFailure(done::tryFail).onSuccess(status -> {
            if (status == CREATED) {
                micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - started));
                publish(topics, done);
            } else if (status == BUSY) {
                // The node protects itself: too many messages wait for their commit.
                vertx.setTimer(PAUSE_MS, later -> publish(topics, done));
            } else {
                done.tryFail("the node answered " + status);
            }
        });
    }

    private Future<Integer> request(String topic) {
        return http.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost(node.getHost())
                        .setPort(node.getPort())
                        .setURI("/api/v1/topics/" + topic + "/messages")
                        .putHeader("Content-Type", type))
                .compose(request -> request.send(body))
                .compose(answer -> answer.body().map(body -> answer.statusCode()));
    }

    void stop() {
        stopped = true;
    }

    /** Forgets the requests so far. */
    void reset() {
        micros.clear();
    }

    long requests() {
        return micros.size();
    }

    /** The time within which 99 of 100 requests were answered, in milliseconds. */
    double p99() {
        List<Long> sorted = micros.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) (sorted.size() * 0.99)) / 1_000.0;
    }

    Future<?> close() {
        return http.close();
    }
}
