package io.polyloop.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.BatchPublisher;
import io.polyloop.fixture.engine.RawSocket;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowConsumerIT {
    private static final int OUTBOX = 64 * 1024;
    private static final int BYTES = 1_024;
    private static final int BATCH = 500;

    @TempDir
    Path data;

    @Test
    void a_slow_consumer_buffers_at_most_its_outbox_and_gets_all_ten_thousand_messages() {
        try (TestNode node = TestNode.start(data, "live.outbox", "64KiB");
                RawSocket slow = subscribed(node, "wait");
                LiveClient other = LiveClient.connect(node.vertx(), node.port())) {
            other.subscribe("t", null);
            double most = 0;
            for (int sent = 0; sent < 10_000; sent += BATCH) {
                BatchPublisher.publish(node, "t", BATCH, BYTES);
                most = Math.max(most, node.metric("polyloop_live_outbox_bytes"));
            }
            other.sequences(10_000);
            assertTrue(most > OUTBOX / 2, "the outbox never filled: " + most);
            assertTrue(most <= 2 * (OUTBOX + BYTES + 200), "outbox bytes: " + most);
            for (long seq = 1; seq <= 10_000; seq++) {
                assertEquals(seq, slow.nextJson().getLong("seq"));
            }
        }
    }

    @Test
    void a_slow_consumer_with_skip_gets_the_skipped_range() {
        try (TestNode node = TestNode.start(data, "live.outbox", "64KiB");
                RawSocket slow = subscribed(node, "skip")) {
            stall(node);
            long last = 0;
            JsonObject frame = slow.nextJson();
            for (; frame.getString("op").equals("message"); frame = slow.nextJson()) {
                last = frame.getLong("seq");
            }
            assertEquals("skipped", frame.getString("op"));
            assertEquals(last + 1, frame.getLong("from"));
            assertEquals(1_999, frame.getLong("to"));
            assertEquals(2_000, slow.nextJson().getLong("seq"));
        }
    }

    @Test
    void a_slow_consumer_beyond_max_lag_is_closed_with_4008() {
        try (TestNode node = TestNode.start(data, "live.outbox", "64KiB", "live.max-lag", 100);
                RawSocket slow = subscribed(node, "wait")) {
            stall(node);
            BatchPublisher.publish(node, "t", 1, 1);
            await().until(() -> node.metric("polyloop_live_subscriptions") == 0);
            assertEquals(4008, slow.closeCode());
        }
    }

    private static void stall(TestNode node) {
        for (int i = 0; i < 4; i++) {
            BatchPublisher.publish(node, "t", BATCH, BYTES);
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> node.metric("polyloop_live_outbox_bytes") > OUTBOX / 2);
    }

    private static RawSocket subscribed(TestNode node, String onSlow) {
        RawSocket socket = RawSocket.connect(node.port());
        socket.send(new JsonObject().put("op", "subscribe").put("topic", "t").put("onSlow", onSlow));
        assertEquals("subscribed", socket.nextJson().getString("op"));
        return socket;
    }
}
