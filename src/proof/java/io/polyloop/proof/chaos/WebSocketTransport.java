package io.polyloop.proof.chaos;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/** Subscribes by WebSocket. Event loop only. */
final class WebSocketTransport implements Transport {
    private static final int CONNECT_TIMEOUT_MS = 1_000;
    private static final long PING_INTERVAL_MS = 1_000;
    private static final int MAX_CONNECTIONS = 10_000;

    private final Vertx vertx;
    private final WebSocketClient client;

    WebSocketTransport(Vertx vertx) {
        this.vertx = vertx;
        this.client = vertx.createWebSocketClient(
                new WebSocketClientOptions().setMaxConnections(MAX_CONNECTIONS).setConnectTimeout(CONNECT_TIMEOUT_MS));
    }

    @Override
    public Future<Runnable> connect(URI node, String topic, String position, ConnectionListener listener) {
        return client.connect(node.getPort(), node.getHost(), "/api/v1/live").map(socket -> {
            FrameReader reader = new FrameReader(topic, listener);
            socket.textMessageHandler(reader::onFrame);
            long pings =
                    vertx.setPeriodic(PING_INTERVAL_MS, id -> socket.writeTextMessage("{\"op\":\"ping\",\"id\":0}"));
            socket.closeHandler(closed -> {
                vertx.cancelTimer(pings);
                listener.onClose();
            });
            socket.exceptionHandler(broken -> {});
            socket.writeTextMessage(JsonObject.of("op", "subscribe", "id", 1, "topic", topic, "after", position)
                    .encode());
            return () -> closeAbruptly(socket);
        });
    }

    private static void closeAbruptly(WebSocket socket) {
        // A client that lost its network sends no closing handshake.
        ((WebSocketInternal) socket).channelHandlerContext().close();
    }

    private static final class FrameReader {
        private final String topic;
        private final ConnectionListener listener;
        private String epoch;

        FrameReader(String topic, ConnectionListener listener) {
            this.topic = topic;
            this.listener = listener;
        }

        void onFrame(String text) {
            JsonObject frame = new JsonObject(text);
            switch (frame.getString("op")) {
                case "message" -> onMessage(frame);
                case "subscribed" -> onSubscribed(frame);
                case "reset" -> listener.onReset();
                case "error" -> throw new IllegalStateException(topic + ": " + text);
                default -> listener.onHeartbeat();
            }
        }

        private void onMessage(JsonObject frame) {
            long seq = frame.getLong("seq");
            listener.onMessage(
                    epoch + ":" + seq, seq, frame.getJsonObject("data").getString("key"));
        }

        private void onSubscribed(JsonObject frame) {
            epoch = frame.getString("epoch");
            listener.onHeartbeat();
        }
    }
}
