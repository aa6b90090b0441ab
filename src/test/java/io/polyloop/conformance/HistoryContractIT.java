package io.polyloop.conformance;

import static io.polyloop.conformance.RawHttp.NDJSON;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.polyloop.fixture.EventStream;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic that keeps three messages of ten: a client never receives a history with a gap without a sign of it. */
class HistoryContractIT {
    private static final String TOPIC = "/api/v1/topics/short";

    @TempDir
    static Path data;

    private static TestNode node;
    private static RawHttp http;
    private static String epoch;
    private static int oldest;

    private final HttpCheck contract = new HttpCheck();
    private final FrameCheck frames = new FrameCheck();

    @BeforeAll
    static void a_topic_is_trimmed() {
        node = TestNode.start(data, "journal.retention-messages", 3, "journal.trim-interval", "100ms");
        http = new RawHttp(node.port());
        epoch = http.post(TOPIC + "/messages", "1\n".repeat(10), NDJSON).json().getString("epoch");
        oldest = await().until(HistoryContractIT::oldestKept, seq -> seq > 2);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static int oldestKept() {
        JsonObject page = http.get(TOPIC + "/messages?after=0").json();
        return page.getJsonArray("messages").getJsonObject(0).getInteger("seq");
    }

    @Test
    void reading_from_an_expired_position_is_not_recovered() {
        RawResponse answer = contract.check("read", http.get(TOPIC + "/messages?after=" + epoch + ":1"));

        assertFalse(answer.json().getBoolean("recovered"));
        JsonObject first = answer.json().getJsonArray("messages").getJsonObject(0);
        assertEquals(oldest, first.getInteger("seq"));
    }

    @Test
    void an_event_stream_from_an_expired_position_is_reset() throws Exception {
        try (EventStream stream = EventStream.open(http.uri(TOPIC + "/events?after=" + epoch + ":1"))) {
            JsonObject reset = frames.event("reset", stream.next()).json();

            assertEquals(new JsonObject().put("reason", "expired").put("from", oldest), reset);
            JsonObject first = frames.event("message", stream.next()).json();
            assertEquals(oldest, first.getInteger("seq"));
        }
    }

    @Test
    void a_subscription_from_an_expired_position_is_reset() throws Exception {
        try (RawWebSocket socket = RawWebSocket.open(http)) {
            socket.send(new JsonObject()
                    .put("op", "subscribe")
                    .put("topic", "short")
                    .put("after", epoch + ":1"));

            assertFalse(frames.frame("subscribed", socket.next()).getBoolean("recovered"));
            JsonObject reset = frames.frame("reset", socket.next());
            assertEquals("expired", reset.getString("reason"));
            assertEquals(oldest, reset.getInteger("from"));
            assertEquals(oldest, frames.frame("message", socket.next()).getInteger("seq"));
        }
    }
}
