package io.polyloop.conformance.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.conformance.RawHttp;
import io.polyloop.conformance.RawResponse;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lists of topics show a client of a tenant beside which another has thousands of topics, before and after its own. */
class TopicListIT {
    private static final int OTHERS = 1_000;
    private static final String EMPTY = "{\"topics\":[]}";

    @TempDir
    static Path dir;

    private static SecuredNode node;
    private static String header;

    @BeforeAll
    static void start() {
        node = SecuredNode.start(dir);
        Stream.of("abc.live", "globex.open", "globex.live").forEach(TopicListIT::fill);
        header = "Authorization: Bearer " + node.token("ada", Map.of("team", "red"));
    }

    private static void fill(String start) {
        String tenant = start.substring(0, start.indexOf('.'));
        String admin = "Authorization: Bearer " + node.token("root", Map.of("org", tenant, "role", "admin"));
        IntStream.range(0, OTHERS).parallel().forEach(n -> {
            String topic = start + ".%05d.x".formatted(n);
            RawResponse answer = node.raw().post("/api/v1/topics/" + topic + "/messages", "1", RawHttp.JSON, admin);
            assertEquals(201, answer.status(), answer::toString);
        });
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void the_whole_list_is_that_of_the_tenant_in_pages_of_any_size() {
        List<String> readable = List.of("acme.open.news", "acme.team.red");
        assertEquals(readable, names(list("")));
        RawResponse first = list("?limit=1");
        assertEquals(readable.subList(0, 1), names(first));
        RawResponse last = list("?limit=1&cursor=" + first.json().getString("next"));
        assertEquals(readable.subList(1, 2), names(last));
        assertEquals(null, last.json().getString("next"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "g",
                "globex",
                "globex.",
                "globex.open.",
                "globex.open.00001",
                "globex.live.00999.x",
                "abc.",
                "nothing.",
                "z",
                "acme.secret.",
                "acme.secret.victim",
                "acme.ops",
                "acme.nothing"
            })
    void a_prefix_that_others_use_and_one_that_is_not_in_use_have_the_same_answer(String prefix) {
        assertEquals(EMPTY, list("?prefix=" + prefix).text());
        // The name of a topic of another tenant, as a cursor that the client made.
        assertEquals(
                EMPTY,
                list("?cursor=Z2xvYmV4Lm9wZW4uMDAwMDEueA&prefix=" + prefix).text());
    }

    private static RawResponse list(String query) {
        RawResponse answer = node.send("GET", "/api/v1/topics" + query, null, header);
        assertEquals(200, answer.status(), answer::toString);
        return answer;
    }

    private static List<String> names(RawResponse answer) {
        return answer.json().getJsonArray("topics").stream()
                .map(topic -> ((JsonObject) topic).getString("topic"))
                .toList();
    }
}
