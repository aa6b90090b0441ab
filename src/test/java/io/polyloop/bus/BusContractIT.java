package io.polyloop.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.TestNode;
import io.polyloop.topic.Append;
import io.polyloop.topic.Payload;
import io.polyloop.topic.TopicName;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bus contract for verticles in any language: JSON requests and JSON replies. */
class BusContractIT {
    @TempDir
    static Path data;

    private static TestNode node;

    @BeforeAll
    static void start() {
        node = TestNode.start(data);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void an_append_is_answered_with_its_position() {
        JsonObject answer = append(JsonObject.of("topic", "a", "data", JsonObject.of("n", 1)));
        assertEquals(1, answer.getLong("seq"));
        assertTrue(answer.getString("epoch").matches("[a-z0-9]{8,32}") && answer.containsKey("at"), answer.encode());
    }

    @Test
    void a_repeat_with_the_same_key_has_the_same_answer() {
        JsonObject append = JsonObject.of("topic", "b", "key", "k", "data", 7);
        assertEquals(append(append), append(append));
    }

    @Test
    void a_read_returns_the_appended_messages() {
        append(JsonObject.of("topic", "c", "data", JsonObject.of("deep", JsonObject.of("n", 1))));
        JsonObject page = ask("journal.read", JsonObject.of("topic", "c", "after", "0", "limit", 10));
        assertTrue(page.getBoolean("recovered"));
        JsonObject message = page.getJsonArray("messages").getJsonObject(0);
        assertEquals(JsonObject.of("deep", JsonObject.of("n", 1)), message.getJsonObject("data"));
    }

    @Test
    void a_committed_message_is_sent_to_its_topic_and_its_prefixes() throws InterruptedException {
        BlockingQueue<JsonObject> named = listen("topic.rooms.1.light");
        BlockingQueue<JsonObject> prefixed = listen("topic.rooms.*");
        append(JsonObject.of("topic", "rooms.1.light", "data", "open"));
        assertEquals("open", named.poll(10, TimeUnit.SECONDS).getString("data"));
        assertEquals("rooms.1.light", prefixed.poll(10, TimeUnit.SECONDS).getString("topic"));
    }

    @Test
    void the_messages_of_a_commit_are_sent_in_order() throws InterruptedException {
        BlockingQueue<JsonObject> named = listen("topic.lifts.1");
        BlockingQueue<JsonObject> prefixed = listen("topic.lifts.*");
        List<Payload> floors = List.of(Payload.stored("1"), Payload.stored("2"), Payload.stored("3"));
        TestNode.await(new JournalClient(node.vertx(), Duration.ofSeconds(10))
                .append(new Append(new TopicName("lifts.1"), floors, null)));
        for (int floor = 1; floor <= 3; floor++) {
            assertEquals(floor, named.poll(10, TimeUnit.SECONDS).getInteger("data"));
            assertEquals(floor, prefixed.poll(10, TimeUnit.SECONDS).getInteger("data"));
        }
    }

    @Test
    void refusals_carry_the_codes_of_the_contract() {
        assertEquals("invalid_topic", refusal(JsonObject.of("topic", "Not A Topic", "data", 1)));
        assertEquals("invalid_message", refusal(JsonObject.of("topic", "d")));
        assertEquals("invalid_parameter", refusal(JsonObject.of("topic", "d", "data", 1, "key", "")));
        assertEquals("too_large", refusal(JsonObject.of("topic", "d", "data", "x".repeat(65_536))));
    }

    private static String refusal(JsonObject append) {
        ReplyException refused = assertThrows(ReplyException.class, () -> append(append));
        return refused.getMessage().substring(0, refused.getMessage().indexOf(": "));
    }

    private static BlockingQueue<JsonObject> listen(String address) {
        BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
        TestNode.await(node.vertx()
                .eventBus()
                .<JsonObject>localConsumer(address, message -> received.add(message.body()))
                .completion());
        return received;
    }

    private static JsonObject append(JsonObject append) {
        return ask("journal.append", append);
    }

    private static JsonObject ask(String address, JsonObject body) {
        return TestNode.await(node.vertx().eventBus().<JsonObject>request(address, body))
                .body();
    }
}
