package io.polyloop.proof.chaos;

import io.polyloop.proof.client.ClientTokens;
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

/** Publishes each message through a random node. Event loop only. */
final class PublishClient {
    private static final int CONNECT_TIMEOUT_MS = 1_000;
    private static final long RESPONSE_TIMEOUT_MS = 5_000;

    /** @param seq the sequence number if the outcome is OK, otherwise 0 */
    record Response(PublishOutcome outcome, long seq) {}

    private final HttpClient http;
    private final List<URI> nodes;
    private final Random random;
    private final ClientTokens tokens;
    private final PublishDisruptions disruptions;

    PublishClient(Vertx vertx, List<URI> nodes, Random random, ClientTokens tokens, PublishDisruptions disruptions) {
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS),
                new PoolOptions().setHttp1MaxSize(1_000));
        this.nodes = nodes;
        this.random = random;
        this.tokens = tokens;
        this.disruptions = disruptions;
    }

    /** Never fails: a failure is an outcome. */
    Future<Response> publish(String topic, String key, Buffer body) {
        int node = random.nextInt(nodes.size());
        long started = System.nanoTime();
        return send(nodes.get(node), topic, key, body)
                .timeout(RESPONSE_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .otherwise(failure -> new Response(PublishOutcome.of(failure), 0))
                .onSuccess(response -> disruptions.completed(node, started, response.outcome()));
    }

    private Future<Response> send(URI node, String topic, String key, Buffer body) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(node.getHost())
                .setPort(node.getPort())
                .setURI("/api/v1/topics/" + topic + "/messages")
                .putHeader("Content-Type", "application/json")
                .putHeader("Idempotency-Key", key);
        if (tokens.required()) {
            request.putHeader("Authorization", tokens.authorization());
        }
        return http.request(request).compose(sent -> sent.send(body)).compose(response -> response.body()
                .map(text -> response(response.statusCode(), text)));
    }

    private static Response response(int status, Buffer body) {
        PublishOutcome outcome = PublishOutcome.of(status, body);
        return new Response(outcome, outcome == PublishOutcome.OK ? new JsonObject(body).getLong("seq") : 0);
    }
}
