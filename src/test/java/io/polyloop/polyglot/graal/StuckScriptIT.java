package io.polyloop.polyglot.graal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.engine.ChildNode;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A script inside a call that neither ends nor checks for interrupts. In a process, because its thread never ends.
 */
class StuckScriptIT {
    private static final int STUCK = 5;
    private static final String SCRIPT =
            """
            export function start({ http }) {
              http.get('/endless', () => Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1));
              http.get('/fine', () => 'fine');
            }
            """;

    @TempDir
    Path folder;

    @Test
    void a_stuck_script_is_replaced_and_the_second_stuck_call_ends_the_node() throws Exception {
        try (ChildNode node = start("worker", "20s", "10s")) {
            CompletableFuture<HttpResponse<String>> endless = endless(node);
            await().atMost(30, TimeUnit.SECONDS).until(() -> verticle(node).getInteger("restarts") == 1);
            assertEquals(200, Http.get(node.http("/fine")).statusCode());
            assertEquals("verticle_timeout", Http.body(endless.join()).getString("code"));
            assertEquals("running", verticle(node).getString("state"));
            assertTrue(verticle(node).getString("lastFailure").contains("GET /endless does not end"));
            assertEquals(1, scripts(node).getInteger("abandonedThreads"));
            assertEquals(200, Http.get(node.management("/livez")).statusCode());

            endless(node);
            assertEquals(STUCK, node.exitCode());
            assertTrue(node.output().contains("drained in"), node.output());
        }
    }

    @Test
    void a_node_with_an_abandoned_thread_drains() throws Exception {
        try (ChildNode node = start("worker", "20s", "10s")) {
            endless(node);
            await().atMost(30, TimeUnit.SECONDS).until(() -> verticle(node).getInteger("restarts") == 1);
            node.terminate();
            assertEquals(0, node.exitCode(), node::output);
        }
    }

    @Test
    void a_script_stuck_on_an_event_loop_fails_livez_and_ends_the_node() throws Exception {
        try (ChildNode node = start("event-loop", "4s", "2s")) {
            URI livez = node.management("/livez");
            assertEquals(200, Http.get(livez).statusCode());
            endless(node);
            await().atMost(40, TimeUnit.SECONDS).until(() -> Http.get(livez).statusCode() == 503);
            assertEquals(STUCK, node.exitCode());
            assertTrue(node.output().contains("is stuck: no task has run"), node.output());
        }
    }

    /**
     * The time for a handler is long enough for one that answers at once, also beside an abandoned thread on a busy machine.
     *
     * @param drain longer than {@code gateway.timeout}, unless the loop that owes the answer is stuck
     */
    private ChildNode start(String threading, String drain, String stuckAfter) throws Exception {
        Files.writeString(folder.resolve("a.js"), SCRIPT);
        Path conf = Files.createDirectory(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("polyloop.yaml"),
                """
                verticles: [{name: 'js:a.js', threading: %s, limits: {max-handler-time: 1s}}]
                scripts: {dir: ['%s']}
                gateway: {timeout: 5s}
                drain: {timeout: %s}
                ops: {stuck-after: %s}
                """
                        .formatted(threading, folder, drain, stuckAfter));
        return ChildNode.start(folder, "POLYLOOP_CONF", conf.toString(), ChildNode.VERTICLES, null);
    }

    private static CompletableFuture<HttpResponse<String>> endless(ChildNode node) {
        var address = node.http("/endless");
        return CompletableFuture.supplyAsync(() -> Http.get(address));
    }

    private static JsonObject verticle(ChildNode node) {
        return scripts(node).getJsonArray("verticles").getJsonObject(0);
    }

    private static JsonObject scripts(ChildNode node) {
        return Http.body(Http.get(node.management("/readyz"))).getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("name").equals("scripts"))
                .findFirst()
                .orElseThrow()
                .getJsonObject("data");
    }
}
