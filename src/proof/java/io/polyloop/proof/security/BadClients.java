package io.polyloop.proof.security;

import io.polyloop.fixture.engine.BadTokens;
import io.polyloop.fixture.engine.TokenFactory;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Presents 1,000 bad tokens a second, no two alike, from some addresses; one in twenty opens a WebSocket. */
final class BadClients implements AutoCloseable {
    private static final int ADDRESSES = 4;
    private static final int TICK_MS = 10;
    private static final int A_TICK = 10;
    private static final int WEB_SOCKET_EVERY = 20;
    private static final int MAX_UNANSWERED = 2_000;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final List<HttpClient> requests = new ArrayList<>();
    private final List<WebSocketClient> sockets = new ArrayList<>();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final int port;
    private final TokenFactory issuer;
    private final String expired;
    private final long timer;
    private int sent;

    /** @param address an address, or its beginning for some addresses */
    BadClients(int port, TokenFactory issuer, String address) {
        this.port = port;
        this.issuer = issuer;
        this.expired = new BadTokens(issuer, "mallory").expired();
        for (int i = 0; i < ADDRESSES; i++) {
            String from = address.endsWith(".") ? address + (i + 2) : address;
            requests.add(vertx.createHttpClient(
                    new HttpClientOptions().setLocalAddress(from), new PoolOptions().setHttp1MaxSize(20)));
            sockets.add(vertx.createWebSocketClient(
                    new WebSocketClientOptions().setLocalAddress(from).setMaxConnections(MAX_UNANSWERED)));
        }
        timer = vertx.setPeriodic(TICK_MS, id -> tick());
    }

    /** The number of answers by status; 101 is a WebSocket that is closed afterwards, 0 is a failed connection. */
    Map<Integer, Integer> answers() {
        Map<Integer, Integer> counts = new TreeMap<>();
        answers.forEach((status, count) -> counts.put(status, count.get()));
        return counts;
    }

    private void tick() {
        for (int i = 0; i < A_TICK && unanswered.get() < MAX_UNANSWERED; i++) {
            unanswered.incrementAndGet();
            int number = sent++;
            if (number % WEB_SOCKET_EVERY == 0) {
                connect(number, token(number / WEB_SOCKET_EVERY));
            } else {
                request(number, token(number));
            }
        }
    }

    private String token(int number) {
        JsonObject header = issuer.header();
        return switch (number % 4) {
            case 0 -> "garbage-" + number;
            case 1 -> forged(header);
            case 2 -> forged(header.put("kid", "unknown-" + number));
            default -> expired;
        };
    }

    /** Without the right signature, which would cost this client more than the node. */
    private String forged(JsonObject header) {
        byte[] signature = new byte[256];
        ThreadLocalRandom.current().nextBytes(signature);
        signature[0] = 1; // below the modulus: the node has to compute
        return base64(header.encode()) + "." + base64(issuer.claims("mallory").encode()) + "."
                + BASE64.encodeToString(signature);
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void request(int number, String token) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/api/v1/topics/good/messages")
                .putHeader("Authorization", "Bearer " + token);
        requests.get(number % ADDRESSES)
                .request(request)
                .compose(sending -> sending.send())
                .compose(response -> response.end().map(response.statusCode()))
                .onComplete(done -> answered(done.succeeded() ? done.result() : 0));
    }

    private void connect(int number, String token) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/api/v1/live")
                .setSubProtocols(List.of("polyloop.v1", "polyloop.bearer." + base64(token)));
        sockets.get(number % ADDRESSES)
                .connect(options)
                .onSuccess(socket -> socket.closeHandler(closed -> answered(101)))
                .onFailure(refused -> answered(0));
    }

    private void answered(int status) {
        unanswered.decrementAndGet();
        answers.computeIfAbsent(status, first -> new AtomicInteger()).incrementAndGet();
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
