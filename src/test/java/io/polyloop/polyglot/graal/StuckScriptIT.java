package io.polyloop.polyglot.graal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script inside one call that neither ends nor looks at interrupts, in a whole node. */
class StuckScriptIT {
    private static final String SCRIPT =
            """
            export function start({ http }) {
              http.get('/endless', () => Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1));
              http.get('/well', () => 'well');
            }
            """;

    @TempDir
    Path folder;

    private TestNode node;

    @BeforeEach
    void start() throws Exception {
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(scripts.resolve("a.js"), SCRIPT);
        JsonObject entry = JsonObject.of("name", "js:a.js", "limits", JsonObject.of("max-handler-time", "50ms"));
        node = TestNode.start(
                folder.resolve("data"),
                "scripts.dir",
                scripts.toString(),
                "gateway.timeout",
                "5s",
                "verticles",
                JsonArray.of(entry));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void its_request_is_refused_and_a_new_instance_answers_the_next() {
        CompletableFuture<HttpResponse<String>> endless =
                CompletableFuture.supplyAsync(() -> Http.get(node.http("/endless")));
        await().atMost(30, TimeUnit.SECONDS).until(() -> verticle().getInteger("restarts") == 1);
        assertEquals(200, Http.get(node.http("/well")).statusCode());
        assertEquals("verticle_timeout", Http.body(endless.join()).getString("code"));
        assertEquals("running", verticle().getString("state"));
        assertTrue(verticle().getString("lastFailure").contains("GET /endless does not end"), verticle()::encode);
        assertEquals(1, scripts().getInteger("abandonedThreads"));
        assertEquals(200, Http.get(node.management("/livez")).statusCode());
        assertEquals(200, Http.get(node.management("/readyz")).statusCode());
    }

    private JsonObject verticle() {
        return scripts().getJsonArray("verticles").getJsonObject(0);
    }

    private JsonObject scripts() {
        return Http.body(Http.get(node.management("/readyz"))).getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("name").equals("scripts"))
                .findFirst()
                .orElseThrow()
                .getJsonObject("data");
    }
}
