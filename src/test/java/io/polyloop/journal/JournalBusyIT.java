package io.polyloop.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalBusyIT {
    private static final String MESSAGES = "/api/v1/topics/t/messages";
    private static final int SENT = 400;

    @TempDir
    Path data;

    @Test
    void over_max_pending_appends_are_refused_immediately_and_acknowledged_messages_are_stored() {
        try (TestNode node = TestNode.start(data, "journal.max-pending", 2, "limits.batch", 1)) {
            var sent = IntStream.range(0, SENT)
                    .mapToObj(i -> Http.postAsync(node.http(MESSAGES), Integer.toString(i)))
                    .toList();
            Map<Long, String> acknowledged = new TreeMap<>();
            for (CompletableFuture<HttpResponse<String>> answer : sent) {
                if (answer.join().statusCode() == 201) {
                    acknowledged.put(Http.body(answer.join()).getLong("seq"), Integer.toString(sent.indexOf(answer)));
                } else {
                    assertBusy(answer.join());
                }
            }

            assertTrue(acknowledged.size() > 1 && acknowledged.size() < SENT, acknowledged.size() + " acknowledged");
            assertEquals(acknowledged, stored(node));
            assertEquals(201, Http.post(node.http(MESSAGES), "1").statusCode());
        }
    }

    private static void assertBusy(HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode());
        assertEquals("journal_busy", Http.body(answer).getString("code"));
        assertEquals("1", answer.headers().firstValue("Retry-After").orElse(""));
    }

    private static Map<Long, String> stored(TestNode node) {
        JsonArray messages =
                Http.body(Http.get(node.http(MESSAGES + "?after=0&limit=1000"))).getJsonArray("messages");
        Map<Long, String> stored = new TreeMap<>();
        for (int i = 0; i < messages.size(); i++) {
            JsonObject message = messages.getJsonObject(i);
            stored.put(message.getLong("seq"), message.getValue("data").toString());
        }
        return stored;
    }
}
