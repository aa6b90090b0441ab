package io.polyloop.proof.security;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Clients that publish at a fixed rate, whether or not earlier requests are answered. */
final class GoodClients implements AutoCloseable {
    private static final long RESPONSE_TIMEOUT_SECONDS = 10;
    private static final int CONNECTIONS = 50;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    private final int port;

    GoodClients(int port) {
        this.port = port;
    }

    /** Publishes for this time with one token a request, and returns after the last response. */
    Latencies run(Duration time, int perSecond, Supplier<String> tokens) throws InterruptedException {
        Latencies latencies = new Latencies();
        CountDownLatch answers = new CountDownLatch((int) (time.toSeconds() * perSecond));
        long[] left = {answers.getCount()};
        vertx.setPeriodic(1_000 / perSecond, id -> {
            publish(tokens.get(), latencies).onComplete(answered -> answers.countDown());
            if (--left[0] == 0) {
                vertx.cancelTimer(id);
            }
        });
        if (!answers.await(2 * time.toSeconds() + RESPONSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(answers.getCount() + " requests have no answer");
        }
        return latencies;
    }

    private Future<Void> publish(String token, Latencies latencies) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/api/v1/topics/good/messages")
                .putHeader("Content-Type", "application/json")
                .putHeader("Authorization", "Bearer " + token);
        long started = System.nanoTime();
        return http.request(request)
                .compose(sent -> sent.send("1"))
                .compose(response -> response.end().map(response.statusCode()))
                .timeout(RESPONSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .otherwise(0)
                .onSuccess(status -> {
                    if (status == 201) {
                        latencies.succeeded(started);
                    } else {
                        latencies.refused();
                    }
                })
                .mapEmpty();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
