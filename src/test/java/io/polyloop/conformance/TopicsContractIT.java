package io.polyloop.conformance;

import static io.polyloop.conformance.RawHttp.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.json.JsonArray;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ContractNode.class)
class TopicsContractIT {
    private final HttpCheck contract = new HttpCheck();
    private final RawHttp http;
    private final String topic = ContractNode.freshTopic();

    TopicsContractIT(RawHttp http) {
        this.http = http;
    }

    @Test
    void topics_are_listed_by_prefix_in_name_order() {
        for (String name : List.of(".b", ".a", ".c")) {
            http.post("/api/v1/topics/" + topic + name + "/messages", "1", JSON);
        }

        RawResponse answer = contract.check("topics", http.get("/api/v1/topics?limit=2&prefix=" + topic));

        JsonArray topics = answer.json().getJsonArray("topics");
        assertEquals(2, topics.size());
        assertEquals(topic + ".a", topics.getJsonObject(0).getString("topic"));
        assertEquals(topic + ".b", topics.getJsonObject(1).getString("topic"));
        assertEquals(1, topics.getJsonObject(0).getInteger("head"));
        assertEquals(0, topics.getJsonObject(0).getInteger("subscribers"));
    }

    @Test
    void the_cursor_of_an_answer_gets_the_next_page_whatever_came_meanwhile() {
        for (String name : List.of(".b", ".d", ".e")) {
            http.post("/api/v1/topics/" + topic + name + "/messages", "1", JSON);
        }
        String query = "/api/v1/topics?limit=2&prefix=" + topic;
        String next = contract.check("topics", http.get(query)).json().getString("next");
        for (String name : List.of(".a", ".c")) {
            http.post("/api/v1/topics/" + topic + name + "/messages", "1", JSON);
        }

        RawResponse last = contract.check("topics", http.get(query + "&cursor=" + next));
        assertEquals(1, last.json().getJsonArray("topics").size());
        assertEquals(
                topic + ".e",
                last.json().getJsonArray("topics").getJsonObject(0).getString("topic"));
        assertNull(last.json().getString("next"));
    }

    @Test
    void a_cursor_that_was_not_received_is_refused() {
        for (String cursor : List.of("", "!", "QQ", "a")) {
            RawResponse answer = contract.check("topics", http.get("/api/v1/topics?cursor=" + cursor));
            assertEquals("invalid_parameter", answer.json().getString("code"), cursor);
        }
    }

    @Test
    void a_prefix_that_no_topic_has_finds_none() {
        RawResponse answer = contract.check("topics", http.get("/api/v1/topics?prefix=" + topic));

        assertEquals(new JsonArray(), answer.json().getJsonArray("topics"));
    }
}
