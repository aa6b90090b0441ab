package io.polyloop.live;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.EventStream;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.ServerSentEvent;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.BatchPublisher;
import io.polyloop.fixture.engine.RawSocket;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrainIT {
    @TempDir
    Path data;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        TestNode.await(vertx.close());
    }

    @Test
    void a_socket_gets_a_goaway_with_a_delay_and_is_closed_with_1012() {
        TestNode node = TestNode.start(data, "live.reconnect-spread", "300ms");
        try (LiveClient client = LiveClient.connect(vertx, node.port())) {
            client.subscribe("t", null);
            node.close();
            long wait = client.next("goaway").getLong("reconnectAfterMs");
            assertTrue(wait >= 0 && wait <= 300, "delay: " + wait);
            await().until(() -> client.socket().isClosed());
            assertEquals((short) 1012, client.socket().closeStatusCode());
        }
    }

    @Test
    void messages_published_before_the_drain_are_acknowledged_and_kept() {
        TestNode node = TestNode.start(data);
        long acknowledged = 0;
        try (LiveClient client = LiveClient.connect(vertx, node.port())) {
            for (int i = 0; i < 200; i++) {
                client.send("op", "publish", "id", i, "topic", "t", "data", i);
            }
            client.next("published");
            node.close();
            await().until(() -> client.socket().isClosed());
            acknowledged = 1;
            while (client.waiting() > 0) {
                JsonObject frame = client.next();
                acknowledged += frame.getString("op").equals("published") ? 1 : 0;
                // The code by which clients know that the next connection accepts it.
                assertEquals("journal_down", frame.getString("code", "journal_down"));
            }
        }
        try (TestNode again = TestNode.start(data)) {
            long head =
                    Http.body(Http.get(again.http("/api/v1/topics/t/messages"))).getLong("head");
            assertEquals(acknowledged, head);
        }
    }

    @Test
    void an_event_stream_gets_a_retry_delay_and_ends() {
        TestNode node = TestNode.start(data, "live.reconnect-spread", "300ms");
        try (EventStream stream = EventStream.open(node.http("/api/v1/topics/t/events"))) {
            stream.nextBlock();
            node.close();
            ServerSentEvent last = stream.nextBlock();
            assertTrue(Long.parseLong(last.retry()) <= 300);
            assertEquals(null, stream.nextBlock());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: keep-alive\r\n"})
    void an_event_stream_in_http_1_0_has_no_chunks_and_ends_with_its_connection(String header) throws IOException {
        TestNode node = TestNode.start(data, "live.reconnect-spread", "300ms");
        BatchPublisher.publish(node, "t", 2, 5);
        try (Socket client = new Socket("127.0.0.1", node.port())) {
            client.setSoTimeout(20_000);
            client.getOutputStream()
                    .write(("GET /api/v1/topics/t/events?after=0 HTTP/1.0\r\n" + header + "\r\n").getBytes(US_ASCII));
            Scanner answer = new Scanner(client.getInputStream(), US_ASCII).useDelimiter("\r?\n\r?\n");
            String head = answer.next();
            assertTrue(head.startsWith("HTTP/1.0 200 "), head);
            assertTrue(head.toLowerCase(Locale.ROOT).contains("connection: close"), head);
            assertFalse(head.toLowerCase(Locale.ROOT).contains("transfer-encoding"), head);
            assertEquals(": subscribed", answer.next());
            assertTrue(answer.next().contains("\"seq\":1,"));
            assertTrue(answer.next().contains("\"seq\":2,"));
            node.close();
            assertTrue(answer.next().startsWith("retry: "));
            assertFalse(answer.hasNext());
        }
    }

    @Test
    void until_the_drain_delay_is_over_a_node_serves_and_asks_clients_to_reconnect() {
        TestNode node = TestNode.start(data, "drain.delay", "2s", "live.reconnect-spread", "300ms");
        assertTrue(closes(node).isEmpty());
        CompletableFuture<Void> drained = CompletableFuture.runAsync(node::close);
        await().until(() -> Http.get(node.management("/readyz")).statusCode() == 503);
        assertEquals(List.of("close"), closes(node));
        try (LiveClient client = LiveClient.connect(vertx, node.port())) {
            client.subscribe("t", null);
            client.next("goaway");
        }
        drained.join();
    }

    @Test
    void a_socket_that_reads_nothing_does_not_delay_a_drain() {
        TestNode node = TestNode.start(data, "drain.timeout", "2s", "live.outbox", "64KiB");
        try (RawSocket stalled = RawSocket.connect(node.port())) {
            stalled.send(new JsonObject().put("op", "subscribe").put("topic", "t"));
            stalled.nextJson();
            for (int i = 0; i < 4; i++) {
                BatchPublisher.publish(node, "t", 500, 1_024);
            }
            long start = System.nanoTime();
            node.close();
            double timeouts = (System.nanoTime() - start) / 2e9;
            assertTrue(timeouts < 1, "took " + timeouts + " times drain.timeout");
        }
    }

    private static List<String> closes(TestNode node) {
        return Http.get(node.http("/api/v1/topics")).headers().allValues("Connection");
    }
}
