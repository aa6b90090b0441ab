package io.polyloop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstMessageIT {
    @TempDir
    Path data;

    @Test
    void what_is_published_over_http_reaches_a_socket_with_its_history() {
        try (TestNode node = TestNode.start(data);
                LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            assertEquals(
                    201,
                    Http.post(node.http("/api/v1/topics/t/messages"), "{\"n\":1}")
                            .statusCode());
            assertEquals(1, client.subscribe("t", "0").getLong("head"));
            assertEquals(
                    201,
                    Http.post(node.http("/api/v1/topics/t/messages"), "{\"n\":2}")
                            .statusCode());
            assertEquals(new JsonObject().put("n", 1), client.next("message").getJsonObject("data"));
            assertEquals(List.of(2L), client.sequences(1));
        }
    }

    @Test
    void what_is_published_over_a_socket_is_acknowledged_and_comes_back() {
        try (TestNode node = TestNode.start(data);
                LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            client.subscribe("t", null);
            client.send("op", "publish", "id", "p1", "topic", "t", "data", "hi");
            List<String> ops =
                    List.of(client.next().getString("op"), client.next().getString("op"));
            assertEquals(List.of("message", "published"), ops.stream().sorted().toList());
        }
    }
}
