package io.polyloop.proof.scale;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Subscribe by WebSocket, to one topic each, and count the messages they receive. Event loop only. */
final class Subscribers {
    private static final int MAX_CONNECTIONS = 10_000;

    private final WebSocketClient client;
    private final List<URI> nodes;
    private final List<String> topics;
    private final List<WebSocket> sockets = new ArrayList<>();
    private final AtomicLong delivered = new AtomicLong();

    Subscribers(Vertx vertx, List<URI> nodes, List<String> topics) {
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(MAX_CONNECTIONS));
        this.nodes = nodes;
        this.topics = topics;
    }

    Future<?> connect(int count) {
        return Future.all(IntStream.range(0, count).mapToObj(this::connectOne).toList());
    }

    private Future<Void> connectOne(int index) {
        URI node = nodes.get(index % nodes.size());
        String topic = topics.get(index / nodes.size() % topics.size());
        return client.connect(node.getPort(), node.getHost(), "/api/v1/live").compose(socket -> {
            sockets.add(socket);
            return subscribe(socket, topic);
        });
    }

    private Future<Void> subscribe(WebSocket socket, String topic) {
        return Future.future(subscribed -> {
            // Decoding the frames would cost more than everything else in this process.
            socket.textMessageHandler(frame -> {
                if (frame.startsWith("{\"op\":\"message\"")) {
                    delivered.incrementAndGet();
                } else if (frame.startsWith("{\"op\":\"subscribed\"")) {
                    subscribed.complete();
                }
            });
            socket.writeTextMessage(
                    JsonObject.of("op", "subscribe", "id", 1, "topic", topic).encode());
        });
    }

    Future<?> disconnect() {
        List<Future<Void>> closed = sockets.stream().map(WebSocket::close).toList();
        sockets.clear();
        return Future.all(closed);
    }

    /** The number of messages received by all of them. Thread-safe. */
    long delivered() {
        return delivered.get();
    }
}
