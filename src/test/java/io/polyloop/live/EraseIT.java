package io.polyloop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.polyloop.bus.Addresses;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EraseIT {
    private static final String MARK = "erase-me-4711";

    @TempDir
    Path data;

    @Test
    void erased_bytes_are_in_no_file_of_the_node_and_live_subscribers_are_reset() throws IOException {
        try (TestNode node = TestNode.start(data, "journal.erase", true, "journal.retention-messages", 400);
                LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            client.subscribe("t", null);
            for (int i = 0; i < 300; i++) {
                Http.post(node.http("/api/v1/topics/t/messages"), "\"" + MARK + "x".repeat(i * 20) + "\"");
                Http.post(node.http("/api/v1/topics/other/messages"), "\"kept\"");
            }
            client.sequences(300);
            assertFalse(holding(MARK).isEmpty(), "the search finds bytes that exist");

            assertEquals(204, delete(node.http("/api/v1/topics/t")).statusCode());

            assertEquals(List.of(), holding(MARK));
            assertFalse(holding("kept").isEmpty());
            JsonObject reset = client.next("reset");
            assertEquals("expired", reset.getString("reason"));
            assertEquals(301, reset.getInteger("from"));
            Http.post(node.http("/api/v1/topics/t/messages"), "1");
            assertEquals(301, client.next("message").getInteger("seq"));
        }
    }

    @Test
    void an_erase_of_the_first_messages_resets_a_live_subscriber_and_keeps_the_rest() {
        try (TestNode node = TestNode.start(data, "journal.erase", true);
                LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            client.subscribe("t", null);
            for (int i = 0; i < 10; i++) {
                Http.post(node.http("/api/v1/topics/t/messages"), "1");
            }
            client.sequences(10);
            JsonObject page = Http.body(Http.get(node.http("/api/v1/topics/t/messages?after=0")));
            delete(node.http("/api/v1/topics/t/messages?through=" + page.getString("epoch") + ":5"));

            assertEquals(11, client.next("reset").getInteger("from"));
            JsonObject left = Http.body(Http.get(node.http("/api/v1/topics/t/messages?after=0")));
            assertEquals(5, left.getJsonArray("messages").size());
        }
    }

    @Test
    void subscribers_are_reset_even_if_the_news_of_an_erase_is_lost() {
        try (TestNode node = TestNode.start(data, "journal.erase", true, "live.repair-interval", "200ms");
                LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            node.vertx().eventBus().addInboundInterceptor(delivery -> {
                if (!delivery.message().address().equals(Addresses.TOPIC_ERASED)) {
                    delivery.next();
                }
            });
            client.subscribe("t", null);
            Http.post(node.http("/api/v1/topics/t/messages"), "1");
            client.next("message");
            delete(node.http("/api/v1/topics/t"));

            assertEquals("expired", client.next("reset").getString("reason"));
        }
    }

    @Test
    void an_erase_that_the_settings_do_not_allow_is_forbidden() {
        try (TestNode node = TestNode.start(data)) {
            Http.post(node.http("/api/v1/topics/t/messages"), "1");
            HttpResponse<String> refused = delete(node.http("/api/v1/topics/t"));

            assertEquals(403, refused.statusCode());
            assertEquals("forbidden", Http.body(refused).getString("code"));
            String kept =
                    Http.get(node.http("/api/v1/topics/t/messages?after=0")).body();
            assertEquals(1, new JsonObject(kept).getJsonArray("messages").size());
        }
    }

    private static HttpResponse<String> delete(URI uri) {
        return Http.send(HttpRequest.newBuilder(uri).DELETE());
    }

    /** The files that contain this text. */
    private List<Path> holding(String text) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> bytes(file).contains(text))
                    .toList();
        }
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
