package io.polyloop.conformance;

import static io.polyloop.conformance.RawHttp.JSON;
import static io.polyloop.conformance.RawHttp.NDJSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ContractNode.class)
class ReadContractIT {
    private final HttpCheck contract = new HttpCheck();
    private final RawHttp http;
    private final String topic = ContractNode.freshTopic();
    private final String messages = "/api/v1/topics/" + topic + "/messages";

    ReadContractIT(RawHttp http) {
        this.http = http;
    }

    @Test
    void a_topic_without_messages_is_empty() {
        JsonObject page = read("?after=0");

        assertEquals(0, page.getInteger("head"));
        assertTrue(page.getBoolean("recovered"));
        assertEquals(List.of(), seqs(page));
    }

    @Test
    void without_a_position_there_is_only_the_head() {
        append(3);

        JsonObject page = read("");

        assertEquals(3, page.getInteger("head"));
        assertTrue(page.getBoolean("recovered"));
        assertEquals(List.of(), seqs(page));
    }

    @Test
    void from_0_on_everything_kept_is_read() {
        append(3);

        JsonObject page = read("?after=0");

        assertEquals(List.of(1, 2, 3), seqs(page));
        assertEquals(
                new JsonObject().put("n", 2),
                page.getJsonArray("messages").getJsonObject(1).getValue("data"));
    }

    @Test
    void data_is_returned_as_it_was_written() {
        http.post(messages, " { \"b\" : 1.10, \"a\" : \"\u00e9\" } ", JSON);

        assertTrue(http.get(messages + "?after=0").text().contains("{\"b\":1.10,\"a\":\"\u00e9\"}"));
    }

    @Test
    void reading_goes_on_from_a_position() {
        append(5);
        String epoch = read("").getString("epoch");

        JsonObject page = read("?after=" + epoch + ":2&limit=2");

        assertEquals(List.of(3, 4), seqs(page));
        assertTrue(page.getBoolean("recovered"));
        assertEquals(5, page.getInteger("head"));
    }

    @Test
    void at_the_head_there_is_nothing_more() {
        append(2);
        String epoch = read("").getString("epoch");

        JsonObject page = read("?after=" + epoch + ":2");

        assertEquals(List.of(), seqs(page));
        assertTrue(page.getBoolean("recovered"));
    }

    @Test
    void a_hundred_messages_are_read_unless_asked_otherwise() {
        append(150);

        assertEquals(100, seqs(read("?after=0")).size());
        assertEquals(150, seqs(read("?after=0&limit=1000")).size());
        assertEquals(1, seqs(read("?after=0&limit=1")).size());
    }

    @Test
    void a_position_of_another_history_is_not_recovered() {
        append(2);

        JsonObject page = read("?after=aaaaaaaaaaaa:1");

        assertFalse(page.getBoolean("recovered"));
        assertEquals(List.of(1, 2), seqs(page));
    }

    @Test
    void a_position_ahead_of_the_head_is_not_recovered() {
        append(2);
        String epoch = read("").getString("epoch");

        assertFalse(read("?after=" + epoch + ":3").getBoolean("recovered"));
    }

    private JsonObject read(String query) {
        RawResponse answer = contract.check("read", http.get(messages + query));
        assertEquals(200, answer.status(), answer::toString);
        assertEquals(topic, answer.json().getString("topic"));
        return answer.json();
    }

    private static List<Integer> seqs(JsonObject page) {
        return page.getJsonArray("messages").stream()
                .map(message -> ((JsonObject) message).getInteger("seq"))
                .toList();
    }

    private void append(int count) {
        String lines = String.join(
                "\n",
                IntStream.rangeClosed(1, count)
                        .mapToObj(n -> "{\"n\":" + n + "}")
                        .toList());
        assertEquals(201, http.post(messages, lines, NDJSON).status());
    }
}
