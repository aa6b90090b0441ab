package io.polyloop.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.Published;
import io.polyloop.fixture.RawSocket;
import io.polyloop.fixture.RawSocket.Frame;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadSocketIT {
    @TempDir
    Path data;

    private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(
                data,
                "live.heartbeat",
                "100ms",
                "live.dead-after",
                "500ms",
                "live.outbox",
                "64KiB",
                "drain.timeout",
                "4s");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_socket_that_answers_no_ping_is_closed() {
        try (RawSocket silent = RawSocket.connect(node.port())) {
            assertEquals(1001, silent.closeCode());
        }
    }

    @Test
    void a_socket_that_answers_pings_stays() {
        try (RawSocket answering = RawSocket.connect(node.port())) {
            for (int pings = 0; pings < 12; ) {
                Frame frame = answering.next();
                assertEquals(RawSocket.PING, frame.opcode());
                answering.send(RawSocket.PONG, frame.payload());
                pings++;
            }
            answering.send(new JsonObject().put("op", "ping").put("id", 7));
            assertEquals(7, answering.nextJson().getInteger("id"));
        }
    }

    @Test
    void a_socket_that_is_full_and_never_reads_is_cut_off() {
        try (RawSocket stalled = RawSocket.connect(node.port())) {
            stalled.send(new JsonObject().put("op", "subscribe").put("topic", "t"));
            assertEquals("subscribed", stalled.nextJson().getString("op"));
            fill();
            await().until(() -> Published.metric(node, "polyloop_live_subscriptions") == 0);
            await().until(() -> Published.metric(node, "polyloop_live_outbox_bytes") == 0);
        }
    }

    @Test
    void an_event_stream_that_is_full_and_never_reads_is_cut_off() throws IOException {
        try (Socket stalled = new Socket()) {
            stalled.setReceiveBufferSize(8 * 1024);
            stalled.connect(new InetSocketAddress("127.0.0.1", node.port()));
            stalled.getOutputStream()
                    .write("GET /api/v1/topics/t/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> Published.metric(node, "polyloop_live_subscriptions") == 1);
            fill();
            await().until(() -> Published.metric(node, "polyloop_live_subscriptions") == 0);
            await().until(() -> Published.metric(node, "polyloop_live_outbox_bytes") == 0);
        }
    }

    private void fill() {
        for (int i = 0; i < 4; i++) {
            Published.batch(node, "t", 500, 1_024);
        }
    }
}
