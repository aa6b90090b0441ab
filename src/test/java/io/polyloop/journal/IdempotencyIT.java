package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdempotencyIT {
    private static final String MESSAGES = "/api/v1/topics/t/messages";
    private static final int RESENDS = 100;

    @TempDir
    Path data;

    private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(data);
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void of_100_concurrent_repeats_one_is_stored_and_all_get_its_seq() {
        List<CompletableFuture<HttpResponse<String>>> sent = IntStream.range(0, RESENDS)
                .mapToObj(i -> Http.postAsync(node.http(MESSAGES), "{\"n\":1}", "Idempotency-Key", "k"))
                .toList();
        List<HttpResponse<String>> answers =
                sent.stream().map(CompletableFuture::join).toList();

        assertEquals(Map.of(201, 1L, 200, RESENDS - 1L), counted(answers, HttpResponse::statusCode));
        assertEquals(Map.of(1L, (long) RESENDS), counted(answers, answer -> Http.body(answer)
                .getLong("seq")));
        assertEquals(
                1, counted(answers, answer -> Http.body(answer).getString("at")).size());
        assertEquals(1, stored().getLong("head"));
    }

    @Test
    void of_100_repeats_over_sockets_one_is_stored_and_all_get_its_seq() {
        try (LiveClient one = LiveClient.connect(node.vertx(), node.port());
                LiveClient two = LiveClient.connect(node.vertx(), node.port())) {
            for (int i = 0; i < RESENDS / 2; i++) {
                one.send("op", "publish", "id", i, "topic", "t", "key", "k", "data", "hi");
                two.send("op", "publish", "id", i, "topic", "t", "key", "k", "data", "hi");
            }
            for (int i = 0; i < RESENDS / 2; i++) {
                assertEquals(1, one.next("published").getLong("seq"));
                assertEquals(1, two.next("published").getLong("seq"));
            }
        }

        assertEquals(1, stored().getLong("head"));
    }

    @Test
    void a_key_is_valid_across_http_and_sockets() {
        Http.post(node.http(MESSAGES), " { \"n\" : 1 } ", "Idempotency-Key", "k");
        try (LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            client.send("op", "publish", "id", 1, "topic", "t", "key", "k", "data", new JsonObject().put("n", 1));
            assertEquals(1, client.next("published").getLong("seq"));
            client.send("op", "publish", "id", 2, "topic", "t", "key", "k", "data", 2);
            assertEquals("idempotency_conflict", client.next("error").getString("code"));
        }

        assertEquals(1, stored().getLong("head"));
    }

    @Test
    void a_key_with_another_body_is_a_conflict_and_the_first_message_is_kept() {
        Http.post(node.http(MESSAGES), "1", "Idempotency-Key", "k");
        HttpResponse<String> conflict = Http.post(node.http(MESSAGES), "2", "Idempotency-Key", "k");

        assertEquals(422, conflict.statusCode());
        assertEquals("idempotency_conflict", Http.body(conflict).getString("code"));
        assertEquals(1, stored().getJsonArray("messages").getJsonObject(0).getInteger("data"));
    }

    @Test
    void lines_with_one_key_are_stored_once() {
        String[] headers = {"Idempotency-Key", "k", "Content-Type", "application/x-ndjson"};
        HttpResponse<String> first = lines("1\n2\n3\n", headers);
        HttpResponse<String> again = lines("1\n\n2\n3", headers);

        assertEquals(List.of(201, 200), List.of(first.statusCode(), again.statusCode()));
        assertEquals(Http.body(first), Http.body(again));
        assertEquals(3, stored().getLong("head"));
    }

    private HttpResponse<String> lines(String lines, String... headers) {
        return Http.send(HttpRequest.newBuilder(node.http(MESSAGES))
                .headers(headers)
                .POST(HttpRequest.BodyPublishers.ofString(lines)));
    }

    private JsonObject stored() {
        return Http.body(Http.get(node.http(MESSAGES + "?after=0")));
    }

    private static <T> Map<T, Long> counted(
            List<HttpResponse<String>> answers, Function<HttpResponse<String>, T> property) {
        return answers.stream().collect(Collectors.groupingBy(property, Collectors.counting()));
    }
}
