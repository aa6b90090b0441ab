package io.polyloop.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.BatchPublisher;
import io.polyloop.fixture.engine.RawSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that read nothing, or never finish a frame or message; all of them are alive. */
class StalledConnectionIT {
    private static final byte[] NOTHING = {};

    @TempDir
    static Path data;

    private static TestNode node;

    @BeforeAll
    static void start() {
        node = TestNode.start(
                data,
                "live.heartbeat",
                "100ms",
                "live.dead-after",
                "1h",
                "live.stalled-after",
                "500ms",
                "live.outbox",
                "64KiB",
                "drain.timeout",
                "4s");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_full_socket_that_never_reads_is_disconnected() {
        try (RawSocket stalled = RawSocket.connect(node.port())) {
            stalled.send(new JsonObject().put("op", "subscribe").put("topic", "t"));
            assertEquals("subscribed", stalled.nextJson().getString("op"));
            fill();
            await().until(() -> node.metric("polyloop_live_subscriptions") == 0);
            await().until(() -> node.metric("polyloop_live_outbox_bytes") == 0);
        }
    }

    @Test
    void a_full_event_stream_that_never_reads_is_disconnected() throws IOException {
        try (Socket stalled = new Socket()) {
            stalled.setReceiveBufferSize(8 * 1024);
            stalled.connect(new InetSocketAddress("127.0.0.1", node.port()));
            stalled.getOutputStream()
                    .write("GET /api/v1/topics/t/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> node.metric("polyloop_live_subscriptions") == 1);
            fill();
            await().until(() -> node.metric("polyloop_live_subscriptions") == 0);
            await().until(() -> node.metric("polyloop_live_outbox_bytes") == 0);
        }
    }

    @Test
    void an_endless_message_is_closed_with_1009() {
        try (RawSocket endless = RawSocket.connect(node.port())) {
            endless.fragment(RawSocket.TEXT, NOTHING);
            for (int i = 1; i < 5_000; i++) {
                endless.fragment(0, NOTHING);
            }
            assertEquals(1009, endless.closeCode());
        }
    }

    @Test
    void a_message_that_does_not_end_in_time_is_closed_with_1008() {
        try (RawSocket endless = RawSocket.connect(node.port())) {
            endless.fragment(RawSocket.TEXT, new byte[] {'{'});
            assertEquals(1008, endless.closeCode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"81", "8185", "81850000000041", "89850000", "81fe01"})
    void a_frame_that_does_not_end_in_time_is_closed_with_1008(String beginning) {
        try (RawSocket endless = RawSocket.connect(node.port())) {
            endless.send(new JsonObject().put("op", "ping"));
            assertEquals("pong", endless.nextJson().getString("op"));
            endless.part(HexFormat.of().parseHex(beginning));
            assertEquals(1008, endless.closeCode());
        }
    }

    @Test
    void a_message_in_one_byte_frames_is_answered() {
        try (RawSocket socket = RawSocket.connect(node.port())) {
            byte[] ping = "{\"op\":\"ping\",\"id\":\"in small pieces\"}".getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < ping.length; i++) {
                socket.fragment(i == 0 ? RawSocket.TEXT : 0, new byte[] {ping[i]});
            }
            socket.send(0, NOTHING);
            assertEquals("in small pieces", socket.nextJson().getString("id"));
        }
    }

    private static void fill() {
        for (int i = 0; i < 4; i++) {
            BatchPublisher.publish(node, "t", 500, 1_024);
        }
    }
}
