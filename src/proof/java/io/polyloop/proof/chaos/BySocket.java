package io.polyloop.proof.chaos;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/** Listens by WebSocket. Event loop only. */
final class BySocket implements Way {
    private static final int CONNECT_TIMEOUT_MS = 1_000;
    private static final long PING_MS = 1_000;
    private static final int ALL = 10_000;

    private final Vertx vertx;
    private final WebSocketClient client;

    BySocket(Vertx vertx) {
        this.vertx = vertx;
        this.client = vertx.createWebSocketClient(
                new WebSocketClientOptions().setMaxConnections(ALL).setConnectTimeout(CONNECT_TIMEOUT_MS));
    }

    @Override
    public Future<Runnable> connect(URI node, String topic, String position, Ear ear) {
        return client.connect(node.getPort(), node.getHost(), "/api/v1/live").map(socket -> {
            Listening listening = new Listening(topic, ear);
            socket.textMessageHandler(listening::frame);
            long pings = vertx.setPeriodic(PING_MS, id -> socket.writeTextMessage("{\"op\":\"ping\",\"id\":0}"));
            socket.closeHandler(closed -> {
                vertx.cancelTimer(pings);
                ear.closed();
            });
            socket.exceptionHandler(broken -> {});
            socket.writeTextMessage(JsonObject.of("op", "subscribe", "id", 1, "topic", topic, "after", position)
                    .encode());
            return () -> cut(socket);
        });
    }

    private static void cut(WebSocket socket) {
        // Without the closing handshake: a client that lost its network says no farewell.
        ((io.vertx.core.internal.http.WebSocketInternal) socket)
                .channelHandlerContext()
                .close();
    }

    private static final class Listening {
        private final String topic;
        private final Ear ear;
        private String epoch;

        Listening(String topic, Ear ear) {
            this.topic = topic;
            this.ear = ear;
        }

        void frame(String text) {
            JsonObject frame = new JsonObject(text);
            switch (frame.getString("op")) {
                case "message" ->
                    ear.message(
                            epoch + ":" + frame.getLong("seq"),
                            frame.getLong("seq"),
                            frame.getJsonObject("data").getString("key"));
                case "subscribed" -> subscribed(frame);
                case "reset" -> ear.reset();
                case "error" -> throw new IllegalStateException(topic + ": " + text);
                default -> ear.alive();
            }
        }

        private void subscribed(JsonObject frame) {
            epoch = frame.getString("epoch");
            ear.alive();
        }
    }
}
