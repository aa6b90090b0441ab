package io.polyloop.polyglot.graal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.polyglot.ScriptExtension;
import io.polyloop.polyglot.ScriptSettings;
import io.polyloop.polyglot.Supervisors;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** JavaScript that fails again and again, in each way that a handler can. */
class JsRestartTest {
    private static final int RESTART_AFTER = 3;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @RegisterExtension
    final ScriptExtension scripts = JsScripts.extension();

    private Supervisors supervisors;

    @BeforeEach
    void open() {
        Duration quick = Duration.ofMillis(20);
        ScriptSettings settings = new ScriptSettings(
                List.of(),
                List.of(),
                ScriptExtension.LIMIT,
                false,
                quick,
                RESTART_AFTER,
                quick,
                Duration.ofMinutes(1),
                null,
                2);
        supervisors = new Supervisors(scripts.vertx(), settings, registry, () -> {});
    }

    @Test
    void endless_loops_restart_the_script() throws Exception {
        supervise("export const start = ({ bus }) => bus.consumer('bad', () => {", "for (;;) {} });");
        scripts.start("context.bus.consumer('other', () => 'unharmed');");
        askBadly();
        awaitRestart("bad.js:2: the handler of bad ran longer than max-handler-time (900ms) and was interrupted");
        assertEquals("unharmed", scripts.ask("other", null));
    }

    @Test
    void a_restart_discards_the_state_of_the_script() throws Exception {
        supervise(
                "let state = { list: [] };",
                "export const start = ({ bus }) => {",
                "  bus.consumer('spoil', () => { state = null; });",
                "  bus.consumer('bad', async () => state.list.length);",
                "};");
        assertEquals(0, scripts.ask("bad", null));
        scripts.ask("spoil", null);
        askBadly();
        awaitRestart("bad.js:4: TypeError: Cannot read property 'list' of null");
        await().until(() -> scripts.ask("bad", null).equals(0));
    }

    @Test
    void a_failing_timer_counts_too() throws Exception {
        supervise("export const start = ({ timers }) => timers.setInterval(() => { throw new Error('tick'); }, 5);");
        awaitRestart("bad.js:1: Error: tick");
    }

    @Test
    void refusals_are_answers() throws Exception {
        supervise(
                "const refusal = Object.assign(new Error('why'), { code: 'forbidden' });",
                "export const start = ({ bus }) => bus.consumer('bad', () => { throw refusal; });");
        askBadly();
        askBadly();
        assertEquals(2 * RESTART_AFTER, calls("refused"));
        assertEquals(0, calls("failed"));
        assertEquals("running", state().getString("state"));
    }

    private void supervise(String... lines) throws Exception {
        scripts.write("bad.js", lines);
        ScriptExtension.soon(supervisors.deploy("js:bad.js", scripts.factory(), new DeploymentOptions()));
    }

    private void askBadly() {
        for (int i = 0; i < RESTART_AFTER; i++) {
            assertTrue(scripts.refusal("bad").getMessage().matches("(internal|forbidden): .*"));
        }
    }

    private void awaitRestart(String lastFailure) {
        await().atMost(20, TimeUnit.SECONDS).until(() -> state().getInteger("restarts") > 0);
        assertEquals(lastFailure, state().getString("lastFailure"));
        assertTrue(calls("failed") >= RESTART_AFTER);
    }

    private long calls(String outcome) {
        return registry.get("polyloop.script.calls")
                .tags("language", "js", "verticle", "js:bad.js", "outcome", outcome)
                .timer()
                .count();
    }

    private JsonObject state() {
        return supervisors.state().getJsonArray("verticles").getJsonObject(0);
    }
}
