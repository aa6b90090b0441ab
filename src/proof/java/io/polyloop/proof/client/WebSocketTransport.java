package io.polyloop.proof.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Random;
import java.util.Set;

/** Subscribes by WebSocket. Event loop only. */
public final class WebSocketTransport implements Transport {
    private static final int CONNECT_TIMEOUT_MS = 1_000;
    private static final long PING_INTERVAL_MS = 1_000;
    private static final int MAX_CONNECTIONS = 10_000;
    private static final long RENEW_WITHIN_MS = 10_000;
    private static final String SUBJECT = "reader";
    private static final Set<String> REFUSALS = Set.of("unauthenticated", "forbidden");

    private final Vertx vertx;
    private final Random random;
    private final ClientTokens tokens;
    private final WebSocketClient client;

    public WebSocketTransport(Vertx vertx, Random random, ClientTokens tokens) {
        this.vertx = vertx;
        this.random = random;
        this.tokens = tokens;
        this.client = vertx.createWebSocketClient(
                new WebSocketClientOptions().setMaxConnections(MAX_CONNECTIONS).setConnectTimeout(CONNECT_TIMEOUT_MS));
    }

    @Override
    public Future<Runnable> connect(URI node, String topic, String position, ConnectionListener listener) {
        boolean inFirstFrame = tokens.required() && random.nextBoolean();
        return client.connect(options(node, inFirstFrame)).map(socket -> {
            FrameReader reader = new FrameReader(topic, listener, socket);
            socket.textMessageHandler(reader::onFrame);
            long pings =
                    vertx.setPeriodic(PING_INTERVAL_MS, id -> socket.writeTextMessage("{\"op\":\"ping\",\"id\":0}"));
            socket.closeHandler(closed -> {
                vertx.cancelTimer(pings);
                listener.onClose();
            });
            socket.exceptionHandler(broken -> {});
            if (inFirstFrame) {
                authenticate(socket);
            }
            socket.writeTextMessage(JsonObject.of("op", "subscribe", "id", 1, "topic", topic, "after", position)
                    .encode());
            return () -> closeAbruptly(socket);
        });
    }

    private WebSocketConnectOptions options(URI node, boolean inFirstFrame) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(node.getHost())
                .setPort(node.getPort())
                .setURI("/api/v1/live");
        return tokens.required() && !inFirstFrame ? options.setSubProtocols(tokens.subprotocols(SUBJECT)) : options;
    }

    private void authenticate(WebSocket socket) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(JsonObject.of("op", "auth", "id", 2, "token", tokens.next(SUBJECT))
                    .encode());
        }
    }

    private static void closeAbruptly(WebSocket socket) {
        // A client that lost its network sends no closing handshake.
        ((WebSocketInternal) socket).channelHandlerContext().close();
    }

    private final class FrameReader {
        private final String topic;
        private final ConnectionListener listener;
        private final WebSocket socket;
        private String epoch;

        FrameReader(String topic, ConnectionListener listener, WebSocket socket) {
            this.socket = socket;
            this.topic = topic;
            this.listener = listener;
        }

        void onFrame(String text) {
            JsonObject frame = new JsonObject(text);
            switch (frame.getString("op")) {
                case "message" -> onMessage(frame);
                case "subscribed" -> onSubscribed(frame);
                case "reset" -> listener.onReset();
                case "expiring" -> vertx.setTimer(1 + random.nextLong(RENEW_WITHIN_MS), id -> renew());
                case "goaway" -> listener.onGoAway(frame.getLong("reconnectAfterMs"));
                case "error" -> onError(frame);
                default -> listener.onHeartbeat();
            }
        }

        private void onMessage(JsonObject frame) {
            long seq = frame.getLong("seq");
            listener.onMessage(
                    epoch + ":" + seq, seq, frame.getJsonObject("data").getString("key"));
        }

        private void renew() {
            tokens.onRenewed();
            authenticate(socket);
        }

        private void onError(JsonObject frame) {
            if (REFUSALS.contains(frame.getString("code"))) {
                tokens.onRefused();
            }
            throw new IllegalStateException(topic + ": " + frame.encode());
        }

        private void onSubscribed(JsonObject frame) {
            epoch = frame.getString("epoch");
            listener.onHeartbeat();
        }
    }
}
