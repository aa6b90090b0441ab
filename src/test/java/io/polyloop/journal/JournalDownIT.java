package io.polyloop.journal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDownIT {
    private static final String MESSAGES = "/api/v1/topics/t/messages";

    @TempDir
    Path data;

    @Test
    void while_the_file_is_missing_the_journal_is_down_and_recovers_when_it_is_back() throws Exception {
        try (TestNode node = TestNode.start(data, "journal.timeout", "2s")) {
            assertEquals(201, post(node).statusCode());
            Path file = data.resolve("polyloop.db");
            Path elsewhere = Files.move(file, data.resolve("elsewhere"));
            assertDown(post(node));
            assertDown(Http.get(node.http(MESSAGES + "?after=0")));
            assertEquals("down", journalCheck(node, 503));
            assertEquals(200, Http.get(node.management("/livez")).statusCode());

            Files.move(elsewhere, file);
            await().until(() -> Http.get(node.management("/readyz")).statusCode() == 200);
            assertEquals("up", journalCheck(node, 200));
            assertEquals(2, Http.body(post(node)).getLong("seq"));
        }
    }

    @Test
    void a_replaced_file_makes_the_journal_unavailable() throws Exception {
        try (TestNode node = TestNode.start(data)) {
            Path file = data.resolve("polyloop.db");
            Files.move(file, data.resolve("elsewhere"));
            Files.copy(data.resolve("elsewhere"), file);

            assertDown(post(node));
            assertEquals("down", journalCheck(node, 503));
            // Readiness reports the failed commit immediately, and the cause after the next check.
            await().until(() -> Http.get(node.management("/readyz")).body().contains("file was replaced"));
        }
    }

    @Test
    void a_second_node_on_the_same_data_fails_and_names_the_node_offset() {
        try (TestNode first = TestNode.start(data)) {
            RuntimeException refused = assertThrows(JournalInUseException.class, () -> TestNode.start(data));

            assertTrue(refused.getMessage().contains("POLYLOOP_NODE_OFFSET=10"), refused.getMessage());
            assertTrue(refused.getMessage().contains(data.toString()), refused.getMessage());
            assertEquals(201, post(first).statusCode());
            try (TestNode apart = TestNode.start(data, "node.offset", 10)) {
                assertEquals(1, Http.body(post(apart)).getLong("seq"));
            }
        }
    }

    @Test
    void a_file_in_place_of_the_data_folder_is_reported() throws Exception {
        Path file = Files.createFile(data.resolve("file"));
        RuntimeException refused = assertThrows(RuntimeException.class, () -> TestNode.start(file));

        assertTrue(refused.getMessage().contains("data.dir " + file), refused.getMessage());
    }

    private static HttpResponse<String> post(TestNode node) {
        return Http.post(node.http(MESSAGES), "1");
    }

    private static void assertDown(HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode());
        assertEquals("journal_down", Http.body(answer).getString("code"));
        assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    }

    private static String journalCheck(TestNode node, int status) {
        HttpResponse<String> ready = Http.get(node.management("/readyz"));
        assertEquals(status, ready.statusCode(), ready.body());
        return Http.body(ready).getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("name").equals("journal"))
                .findFirst()
                .orElseThrow()
                .getString("status");
    }
}
