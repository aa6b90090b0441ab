package io.polyloop.polyglot.graal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.engine.ChildNode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Node programmer does first: changes the text of a script while the service runs, and looks. */
class HotReloadIT {
    private static final String SCRIPT =
            """
            export function start(context) {
              context.http.get('/from', () => ({ from: 'js' }));
            }
            """;

    @TempDir
    Path data;

    @TempDir
    Path scripts;

    private Path script;
    private ChildNode node;

    @BeforeEach
    void start() throws IOException {
        script = Files.writeString(scripts.resolve("from.js"), SCRIPT);
        node = ChildNode.start(
                data,
                "POLYLOOP_SCRIPTS_DIR",
                scripts.toString(),
                "POLYLOOP_SCRIPTS_RELOAD",
                "true",
                ChildNode.VERTICLES,
                "js:from.js");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_script_can_be_changed_while_the_service_runs() throws IOException {
        assertEquals("js", from());
        for (String answer : new String[] {"first", "second", "third"}) {
            save("from: '\\w+'", "from: '" + answer + "'");
            System.out.println("live after " + awaitAnswer(answer).toMillis() + " ms");
        }
    }

    @Test
    void a_broken_edit_is_logged_with_file_and_line_and_a_corrected_one_is_deployed() throws IOException {
        save("\\(\\{", "({{");
        await().until(() -> node.output().contains("js:from.js cannot start: from.js:2: SyntaxError"));
        assertEquals("js", from());
        assertTrue(state().getString("lastFailure").contains("from.js:2"));
        assertFalse(node.output().contains("at io.polyloop"), node::output);

        save("\\(\\{\\{", "({");
        save("from: '\\w+'", "from: 'corrected'");
        awaitAnswer("corrected");
        assertEquals("running", state().getString("state"));
        String metrics = Http.get(node.management("/metrics")).body();
        assertTrue(metrics.contains("polyloop_script_reloads_total{language=\"js\",outcome=\"failed\""), metrics);
        assertTrue(metrics.contains("polyloop_script_calls_seconds_count{language=\"js\",outcome=\"ok\""), metrics);
    }

    private Duration awaitAnswer(String answer) {
        long saved = System.nanoTime();
        // Measured well below one second; the limit leaves room for a machine that does much else.
        await().pollInterval(5, TimeUnit.MILLISECONDS)
                .atMost(5, TimeUnit.SECONDS)
                .until(() -> from().equals(answer));
        return Duration.ofNanos(System.nanoTime() - saved);
    }

    private String from() {
        return Http.body(Http.get(node.http("/from"))).getString("from");
    }

    private JsonObject state() {
        return Http.body(Http.get(node.management("/readyz"))).getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("name").equals("scripts"))
                .map(check ->
                        check.getJsonObject("data").getJsonArray("verticles").getJsonObject(0))
                .findFirst()
                .orElseThrow();
    }

    private void save(String what, String with) throws IOException {
        Files.writeString(script, Files.readString(script).replaceAll(what, with));
    }
}
