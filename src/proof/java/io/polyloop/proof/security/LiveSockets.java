package io.polyloop.proof.security;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** WebSockets that subscribe and renew their tokens again and again, and must not be closed or refused. */
final class LiveSockets implements AutoCloseable {
    static final int SOCKETS = 50;
    private static final int RENEW_MS = 3_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final WebSocketClient client =
            vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(SOCKETS));
    private final AtomicLong renewals = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private final Supplier<String> tokens;
    private volatile boolean closing;

    LiveSockets(int port, Supplier<String> tokens) {
        this.tokens = tokens;
        WebSocketConnectOptions options =
                new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/api/v1/live");
        List<Future<WebSocket>> opening = new ArrayList<>();
        for (int i = 0; i < SOCKETS; i++) {
            opening.add(client.connect(options).onSuccess(this::open));
        }
        Future.all(opening).toCompletionStage().toCompletableFuture().join();
    }

    private void open(WebSocket socket) {
        socket.textMessageHandler(text -> onFrame(new JsonObject(text)));
        socket.closeHandler(closed -> refusals.addAndGet(closing ? 0 : 1));
        authenticate(socket);
        socket.writeTextMessage("{\"op\":\"subscribe\",\"id\":2,\"topic\":\"good\"}");
        vertx.setPeriodic(RENEW_MS, id -> authenticate(socket));
    }

    private void authenticate(WebSocket socket) {
        socket.writeTextMessage(
                JsonObject.of("op", "auth", "id", 1, "token", tokens.get()).encode());
    }

    private void onFrame(JsonObject frame) {
        switch (frame.getString("op")) {
            case "authenticated" -> renewals.incrementAndGet();
            case "message" -> messages.incrementAndGet();
            case "error", "unsubscribed" -> refusals.incrementAndGet();
            default -> {}
        }
    }

    /** Accepted tokens. */
    long renewals() {
        return renewals.get();
    }

    /** Received messages. */
    long messages() {
        return messages.get();
    }

    /** Refused tokens, lost subscriptions and closed sockets. */
    long refusals() {
        return refusals.get();
    }

    @Override
    public void close() {
        closing = true;
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
