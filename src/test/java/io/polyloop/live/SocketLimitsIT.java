package io.polyloop.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.BatchPublisher;
import io.polyloop.fixture.engine.RawSocket;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketLimitsIT {
    @TempDir
    Path data;

    private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(data, "limits.subscriptions", 3, "limits.connections", 10, "limits.publishes", 16);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_second_subscription_to_a_topic_replaces_the_first() {
        try (LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            client.subscribe("a", null);
            client.subscribe("b", null);
            client.subscribe("c", null);
            client.subscribe("c", "0");
            BatchPublisher.publish(node, "c", 2, 5);
            assertEquals(List.of(1L, 2L), client.sequences(2));
            assertEquals(3, node.metric("polyloop_live_subscriptions"));
        }
    }

    @Test
    void a_subscription_beyond_the_limit_is_refused_and_the_others_stay() {
        try (LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            client.subscribe("a", null);
            client.subscribe("b", null);
            client.subscribe("c", null);
            client.send("op", "subscribe", "id", 4, "topic", "d");
            assertEquals("rate_limited", client.next("error").getString("code"));
            BatchPublisher.publish(node, "c", 1, 5);
            assertEquals(List.of(1L), client.sequences(1));
        }
    }

    @Test
    void refused_and_closed_subscriptions_are_not_counted() {
        try (LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            client.subscribe("a", null);
            client.send("op", "subscribe", "topic", "b", "after", "nonsense").next("error");
            assertEquals(1, node.metric("polyloop_live_subscriptions"));
        }
        await().until(() -> node.metric("polyloop_live_subscriptions") == 0);
    }

    @Test
    void closed_connections_do_not_count_towards_the_limit() {
        for (int i = 0; i < 30; i++) {
            try (RawSocket socket = RawSocket.connect(node.port())) {
                socket.send(new JsonObject().put("op", "ping"));
                assertEquals("pong", socket.nextJson().getString("op"));
                if (i % 2 == 0) {
                    socket.send(RawSocket.CLOSE, new byte[] {3, (byte) 0xe8});
                    socket.closeCode();
                }
            }
        }
    }

    @Test
    void a_client_that_sends_pings_without_reading_the_pongs_is_disconnected() {
        try (RawSocket socket = RawSocket.connect(node.port())) {
            assertThrows(UncheckedIOException.class, () -> {
                for (int i = 0; i < 500_000; i++) {
                    socket.send(RawSocket.PING, new byte[125]);
                }
            });
        }
    }

    @Test
    void a_client_that_publishes_thousands_without_reading_gets_every_answer_once_it_reads() {
        try (RawSocket socket = RawSocket.connect(node.port())) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 5_000; i++) {
                    socket.send(new JsonObject()
                            .put("op", "publish")
                            .put("id", i)
                            .put("topic", "t")
                            .put("data", i));
                }
            });
            await().until(() -> node.metric("polyloop_live_outbox_bytes") >= 0);
            for (int i = 0; i < 5_000; i++) {
                assertEquals("published", socket.nextJson().getString("op"));
            }
            sent.join();
        }
    }
}
