package com.example.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a whole, with the settings of conf/, on free ports. */
class NotesIT {
    private TestNode node;

    @BeforeEach
    void start(@TempDir Path data) {
        node = TestNode.start(data);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_note_reaches_the_subscribers_of_its_topic() {
        try (LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            client.subscribe("notes", null);

            assertEquals(201, post("{\"text\":\"milk\"}").statusCode());

            JsonObject message = client.next("message");
            assertEquals(JsonObject.of("text", "milk"), message.getJsonObject("data"));
        }
    }

    @Test
    void notes_are_listed_in_their_order() {
        post("{\"text\":\"milk\"}");
        post("{\"text\":\"bread\"}");

        JsonArray notes = new JsonArray(Http.get(node.http("/notes")).body());

        assertEquals(2, notes.size());
        assertEquals("bread", notes.getJsonObject(1).getJsonObject("data").getString("text"));
    }

    @Test
    void a_note_without_text_is_refused() {
        HttpResponse<String> response = post("{\"txt\":\"milk\"}");

        assertEquals(400, response.statusCode());
        assertEquals("invalid_message", Http.body(response).getString("code"));
    }

    private HttpResponse<String> post(String json) {
        return Http.post(node.http("/notes"), json);
    }
}
