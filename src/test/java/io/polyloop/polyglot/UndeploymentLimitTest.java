package io.polyloop.polyglot;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The share of a stop that scripts get, in a language that is nothing but text. */
class UndeploymentLimitTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    @RegisterExtension
    final SupervisedScripts scripts = new SupervisedScripts(true);

    @Test
    void a_script_whose_stop_never_completes_is_abandoned_and_logged() throws Exception {
        scripts.write("a.text", "hang");
        String id = scripts.deploy("a.text");
        scripts.supervisors.limitUndeployment(SHORT);
        SupervisedScripts.soon(scripts.vertx.undeploy(id));
        assertEquals(1, scripts.logged("text:a.text did not stop within its share of drain.timeout"));
        assertEquals(Set.of(), scripts.vertx.deploymentIDs());
    }

    @Test
    void a_replaced_version_that_is_still_stopping_is_abandoned_too() throws Exception {
        scripts.write("a.text", "hang");
        String id = scripts.deploy("a.text");
        scripts.write("a.text", "two");
        await().until(() -> scripts.ask().equals("two"));
        scripts.supervisors.limitUndeployment(SHORT);
        SupervisedScripts.soon(scripts.vertx.undeploy(id));
        assertEquals(1, scripts.logged("did not stop within"));
    }

    @Test
    void a_script_that_stops_in_time_is_not_logged() throws Exception {
        scripts.write("a.text", "one");
        String id = scripts.deploy("a.text");
        scripts.supervisors.limitUndeployment(Duration.ofSeconds(20));
        SupervisedScripts.soon(scripts.vertx.undeploy(id));
        assertEquals(0, scripts.logged("did not stop within"));
    }
}
