package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.polyglot.ScriptExtension;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A script with packages of npm, bundled as {@code docs/languages/javascript.md} says. */
@EnabledIfSystemProperty(named = "test.typescript", matches = "true")
class NpmPackagesTest {
    @RegisterExtension
    final ScriptExtension scripts =
            new ScriptExtension(new JavaScript(), "").withPackagedScripts().withLimit(Duration.ofSeconds(2));

    // On a worker: what a package does on its first call is long for an event loop.
    private void deploy() throws Exception {
        scripts.deploy("js:ts/jobs.js", new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
    }

    @Test
    void a_handler_uses_an_es_module_and_a_commonjs_package_of_npm() throws Exception {
        deploy();
        assertEquals(
                new JsonObject()
                        .put("name", "trim")
                        .put("milliseconds", 7_200_000)
                        .put("text", "2 hours"),
                scripts.ask("jobs", new JsonObject().put("name", "trim").put("every", "2h")));
    }

    @Test
    void what_a_package_refuses_keeps_the_code_that_the_script_gave_it() throws Exception {
        deploy();
        String refusal = ScriptExtension.failure(scripts.vertx()
                .eventBus()
                .request("jobs", new JsonObject().put("name", "").put("every", "soon")));
        assertTrue(refusal.matches("(?s)invalid_message: .*at name.*at every.*"), refusal);
    }
}
