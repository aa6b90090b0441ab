package io.polyloop.polyglot;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A script whose handlers fail again and again. The files are not watched: only a restart reads them. */
class RestartTest {
    @RegisterExtension
    final SupervisedScripts scripts = new SupervisedScripts(false);

    @Test
    void too_many_failures_in_a_row_restart_the_script() throws Exception {
        failing();
        scripts.write("a.text", "well");
        ask(SupervisedScripts.RESTART_AFTER);
        await().until(() -> scripts.ask().equals("well"));
        assertEquals(
                JsonObject.of(
                        "name", "text:a.text", "state", "running", "restarts", 1, "lastFailure", "a.text:1: fail"),
                scripts.state());
        assertEquals(1, scripts.count("polyloop.script.restarts"));
    }

    @Test
    void fewer_failures_do_not_restart_the_script() throws Exception {
        failing();
        scripts.write("a.text", "well");
        ask(SupervisedScripts.RESTART_AFTER - 1);
        await().during(100, TimeUnit.MILLISECONDS).until(() -> scripts.state().getInteger("restarts") == 0);
        assertEquals(2, calls("failed"));
    }

    @Test
    void refusals_do_not_restart_the_script() throws Exception {
        scripts.write("a.text", "refuse");
        scripts.deploy("a.text");
        ask(3 * SupervisedScripts.RESTART_AFTER);
        await().during(100, TimeUnit.MILLISECONDS).until(() -> scripts.state().getInteger("restarts") == 0);
        assertEquals(9, calls("refused"));
    }

    @Test
    void a_failed_restart_is_retried_while_the_old_version_runs() throws Exception {
        failing();
        scripts.write("a.text", "broken");
        ask(SupervisedScripts.RESTART_AFTER);
        await().until(() ->
                scripts.logged("was not restarted; the previous version keeps running: a.text:1: broken") >= 2);
        assertEquals("internal: fail", scripts.ask());
        assertEquals("restarting", scripts.state().getString("state"));
        scripts.write("a.text", "well");
        await().until(() -> scripts.ask().equals("well"));
        assertEquals("running", scripts.state().getString("state"));
    }

    @Test
    void each_restart_waits_twice_as_long_as_the_previous() throws Exception {
        failing();
        await().until(() -> {
            scripts.ask();
            return scripts.state().getInteger("restarts") >= 4;
        });
        for (int pause : new int[] {10, 20, 40, 80}) {
            assertEquals(1, scripts.logged("restarts in " + pause + " ms"));
        }
    }

    private void failing() throws Exception {
        scripts.write("a.text", "fail");
        scripts.deploy("a.text");
    }

    private void ask(int times) {
        for (int i = 0; i < times; i++) {
            scripts.ask();
        }
    }

    private long calls(String outcome) {
        return scripts.registry
                .get("polyloop.script.calls")
                .tags("language", "text", "verticle", "text:a.text", "outcome", outcome)
                .timer()
                .count();
    }
}
