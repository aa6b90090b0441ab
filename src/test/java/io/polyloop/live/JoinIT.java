package io.polyloop.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.BatchPublisher;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinIT {
    private static final int MESSAGES = 6_000;
    private static final int SUBSCRIBERS = 200;
    private static final int BATCH = 50;

    @TempDir
    Path data;

    private final Random random = new Random();
    private final Vertx vertx = Vertx.vertx();

    /** What one subscription received: the last seq, and the first gap or duplicate. */
    private static final class Seen {
        private volatile long last;
        private volatile String broken = "";

        void frame(String text, long expectedFirst) {
            JsonObject frame = new JsonObject(text);
            if (frame.getString("op").equals("subscribed")) {
                last = expectedFirst < 0 ? frame.getLong("head") : expectedFirst;
            } else if (broken.isEmpty()) {
                long seq = frame.getLong("seq", -1L);
                broken = seq == last + 1 ? "" : "after " + last + " came " + text;
                last = seq;
            }
        }
    }

    @AfterEach
    void close() {
        TestNode.await(vertx.close());
    }

    @Test
    void subscribers_that_join_during_publishing_get_every_message_once() {
        try (TestNode node = TestNode.start(data, "journal.max-pending", 50_000)) {
            BatchPublisher.publish(node, "t", BATCH, 20);
            String epoch = epoch(node);
            CompletableFuture<Void> publisher = CompletableFuture.runAsync(() -> {
                for (int i = BATCH; i < MESSAGES; i += BATCH) {
                    BatchPublisher.publish(node, "t", BATCH, 20);
                }
            });
            WebSocketClient client =
                    vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(SUBSCRIBERS));
            List<Seen> all = new ArrayList<>();
            for (int i = 0; i < SUBSCRIBERS; i++) {
                all.add(join(client, node, epoch));
            }
            publisher.join();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> all.stream().allMatch(seen -> seen.last == MESSAGES || !seen.broken.isEmpty()));
            all.forEach(seen -> assertEquals("", seen.broken));
        }
    }

    private Seen join(WebSocketClient client, TestNode node, String epoch) {
        int kind = random.nextInt(3);
        long position = random.nextInt(BATCH);
        JsonObject subscribe = new JsonObject().put("op", "subscribe").put("topic", "t");
        if (kind > 0) {
            subscribe.put("after", kind == 1 ? "0" : epoch + ":" + position);
        }
        Seen seen = new Seen();
        long before = kind == 0 ? -1 : kind == 1 ? 0 : position;
        TestNode.await(client.connect(node.port(), "127.0.0.1", "/api/v1/live").compose(socket -> {
            socket.textMessageHandler(text -> seen.frame(text, before));
            return socket.writeTextMessage(subscribe.encode());
        }));
        return seen;
    }

    private static String epoch(TestNode node) {
        var answer = Http.get(node.http("/api/v1/topics/t/messages"));
        return Http.body(answer).getString("epoch");
    }
}
