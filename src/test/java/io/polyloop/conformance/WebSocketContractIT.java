package io.polyloop.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.Problem;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ContractNode.class)
class WebSocketContractIT {
    private final FrameCheck frames = new FrameCheck();
    private final RawHttp http;
    private final String topic = ContractNode.freshTopic();
    private RawWebSocket socket;

    WebSocketContractIT(RawHttp http) {
        this.http = http;
    }

    @BeforeEach
    void open() throws IOException {
        socket = RawWebSocket.open(http);
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    @Test
    void a_message_published_after_subscribed_comes() throws IOException {
        socket.send(op("subscribe", "id", 1, "topic", topic));
        JsonObject subscribed = frames.frame("subscribed", socket.next());
        assertEquals(topic, subscribed.getString("topic"));
        assertEquals(0, subscribed.getInteger("head"));
        assertTrue(subscribed.getBoolean("recovered"));

        append(7);

        JsonObject message = frames.frame("message", socket.next());
        assertEquals(1, message.getInteger("seq"));
        assertEquals(7, message.getInteger("data"));
    }

    @Test
    void history_comes_before_what_is_new() throws IOException {
        append(1);
        socket.send(op("subscribe", "id", 1, "topic", topic, "after", "0"));
        assertEquals(1, frames.frame("subscribed", socket.next()).getInteger("head"));
        append(2);

        assertEquals(1, frames.frame("message", socket.next()).getInteger("seq"));
        assertEquals(2, frames.frame("message", socket.next()).getInteger("seq"));
    }

    @Test
    void reading_goes_on_from_a_position() throws IOException {
        append(1);
        String epoch = append(2).getString("epoch");
        socket.send(op("subscribe", "id", 1, "topic", topic, "after", epoch + ":1"));

        JsonObject subscribed = frames.frame("subscribed", socket.next());

        assertEquals(epoch, subscribed.getString("epoch"));
        assertTrue(subscribed.getBoolean("recovered"));
        assertEquals(2, frames.frame("message", socket.next()).getInteger("seq"));
    }

    @ParameterizedTest
    @CsvSource({"aaaaaaaaaaaa:1, epoch", "aaaaaaaaaaaa:9, epoch"})
    void a_history_that_is_not_there_is_reset(String after, String reason) throws IOException {
        append(1);
        socket.send(op("subscribe", "id", 1, "topic", topic, "after", after));

        assertFalse(frames.frame("subscribed", socket.next()).getBoolean("recovered"));
        JsonObject reset = frames.frame("reset", socket.next());
        assertEquals(reason, reset.getString("reason"));
        assertEquals(1, reset.getInteger("from"));
        assertEquals(1, frames.frame("message", socket.next()).getInteger("seq"));
    }

    @Test
    void a_published_message_is_durable() throws IOException {
        socket.send(op("publish", "id", 3, "topic", topic, "data", Map.of("a", 1)));

        JsonObject published = frames.frame("published", socket.next());

        assertEquals(3, published.getInteger("id"));
        assertEquals(topic, published.getString("topic"));
        assertEquals(1, published.getInteger("seq"));
        assertEquals(1, head());
    }

    @Test
    void any_json_value_may_be_published() throws IOException {
        for (String data : new String[] {"null", "0", "1.10", "\"\"", "[]", "{}", "false"}) {
            socket.send("{\"data\":" + data + ",\"topic\":\"" + topic + "\",\"op\":\"publish\"}");
            frames.frame("published", socket.next());
        }
        assertEquals(7, head());
    }

    @Test
    void a_repeat_with_the_same_key_is_stored_once() throws IOException {
        JsonObject publish = op("publish", "id", 1, "topic", topic, "key", "k", "data", 1);
        socket.send(publish);
        JsonObject first = frames.frame("published", socket.next());
        socket.send(publish);

        assertEquals(first, frames.frame("published", socket.next()));
        socket.send(publish.copy().put("data", 2));
        frames.error(Problem.IDEMPOTENCY_CONFLICT, socket.next());
        assertEquals(1, head());
    }

    @Test
    void after_unsubscribed_nothing_comes() throws IOException {
        socket.send(op("subscribe", "id", 1, "topic", topic));
        frames.frame("subscribed", socket.next());
        socket.send(op("unsubscribe", "id", 2, "topic", topic));
        JsonObject unsubscribed = frames.frame("unsubscribed", socket.next());
        assertEquals(2, unsubscribed.getInteger("id"));
        assertEquals(topic, unsubscribed.getString("topic"));

        socket.send(op("publish", "id", 3, "topic", topic, "data", 1));

        frames.frame("published", socket.next());
        alive();
    }

    @Test
    void a_second_subscribe_begins_again_at_its_own_position() throws IOException {
        append(1);
        append(2);
        socket.send(op("subscribe", "id", 1, "topic", topic));
        assertEquals(1, frames.frame("subscribed", socket.next()).getInteger("id"));

        socket.send(op("subscribe", "id", 2, "topic", topic, "after", "0"));

        assertEquals(2, frames.frame("subscribed", socket.next()).getInteger("id"));
        assertEquals(1, frames.frame("message", socket.next()).getInteger("seq"));
        assertEquals(2, frames.frame("message", socket.next()).getInteger("seq"));
        append(3);
        assertEquals(3, frames.frame("message", socket.next()).getInteger("seq"));
        alive();
    }

    @Test
    void a_second_subscribe_that_is_refused_leaves_the_first_as_it_is() throws IOException {
        socket.send(op("subscribe", "id", 1, "topic", topic));
        frames.frame("subscribed", socket.next());
        socket.send(op("subscribe", "id", 2, "topic", topic, "after", "nonsense"));
        frames.error(Problem.INVALID_POSITION, socket.next());

        append(1);

        assertEquals(1, frames.frame("message", socket.next()).getInteger("seq"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsubscribe", "subscribe"})
    void subscribes_that_are_ended_at_once_are_each_answered_once(String ending) throws IOException {
        for (int id = 0; id < 200; id += 2) {
            socket.send(op("subscribe", "id", id, "topic", topic));
            socket.send(op(ending, "id", id + 1, "topic", topic));
        }
        List<Integer> answered = new ArrayList<>();
        for (int id = 0; id < 200; id++) {
            JsonObject answer = socket.next();
            if (answer.getString("op").equals("error")) {
                frames.error(Problem.CANCELLED, answer);
            }
            answered.add(answer.getInteger("id"));
        }
        assertEquals(
                IntStream.range(0, 200).boxed().toList(),
                answered.stream().sorted().toList());
        alive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4",
                "0",
                "-1",
                "9007199254740991",
                "12345678901234567890",
                "1.5",
                "1e2",
                "\"4\"",
                "\"\"",
                "\"a \\\" b\""
            })
    void an_id_comes_back_as_it_was_sent(String id) throws IOException {
        socket.send("{\"op\":\"ping\",\"id\":" + id + "}");

        JsonObject pong = frames.frame("pong", socket.next());

        assertEquals(new JsonObject("{\"id\":" + id + "}").getValue("id"), pong.getValue("id"));
    }

    @Test
    void an_answer_has_no_id_if_there_was_none() throws IOException {
        socket.send("{\"op\":\"ping\"}");

        assertFalse(frames.frame("pong", socket.next()).containsKey("id"));
    }

    private JsonObject op(String op, Object... fields) {
        JsonObject frame = new JsonObject().put("op", op);
        for (int i = 0; i < fields.length; i += 2) {
            frame.put((String) fields[i], fields[i + 1]);
        }
        return frame;
    }

    private void alive() throws IOException {
        socket.send(op("ping", "id", "alive"));
        assertEquals("alive", frames.frame("pong", socket.next()).getString("id"));
    }

    private JsonObject append(int data) {
        return http.post("/api/v1/topics/" + topic + "/messages", Integer.toString(data), RawHttp.JSON)
                .json();
    }

    private int head() {
        return http.get("/api/v1/topics/" + topic + "/messages").json().getInteger("head");
    }
}
