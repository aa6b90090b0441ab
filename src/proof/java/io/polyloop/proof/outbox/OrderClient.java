package io.polyloop.proof.outbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Sends each order to a random node. Event loop only. */
final class OrderClient {
    private static final int CONNECT_TIMEOUT_MS = 1_000;
    private static final long RESPONSE_TIMEOUT_MS = 5_000;

    /**
     * @param seqs of the messages; empty unless stored
     * @param text for a person
     */
    record Answer(Outcome outcome, List<Long> seqs, String text) {}

    private final HttpClient http;
    private final List<URI> nodes;
    private final Random random;

    OrderClient(Vertx vertx, List<URI> nodes, Random random) {
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS),
                new PoolOptions().setHttp1MaxSize(1_000));
        this.nodes = nodes;
        this.random = random;
    }

    /** Never fails: a failure is an outcome. */
    Future<Answer> send(Order order) {
        boolean plain = order.kind() == Kind.PLAIN;
        URI node = nodes.get(random.nextInt(nodes.size()));
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(node.getHost())
                .setPort(node.getPort())
                .setURI(plain ? "/api/v1/topics/" + order.topics().get(0) + "/messages" : OutboxVerticle.PATH)
                .putHeader("Content-Type", "application/json")
                .putHeader("Idempotency-Key", order.id());
        Buffer body = plain ? order.data(0).toBuffer() : order.json().toBuffer();
        return http.request(request)
                .compose(sent -> sent.send(body))
                .compose(response -> response.body().map(text -> answer(response.statusCode(), text)))
                .timeout(RESPONSE_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .otherwise(failure -> new Answer(Outcome.of(failure), List.of(), failure.toString()));
    }

    private static Answer answer(int status, Buffer body) {
        Outcome outcome = Outcome.of(status, body);
        List<Long> seqs = outcome == Outcome.STORED ? seqs(new JsonObject(body)) : List.of();
        return new Answer(outcome, seqs, status + " " + body);
    }

    private static List<Long> seqs(JsonObject stored) {
        return stored.containsKey("seq")
                ? List.of(stored.getLong("seq"))
                : stored.getJsonArray("seqs").stream()
                        .map(seq -> ((Number) seq).longValue())
                        .toList();
    }
}
