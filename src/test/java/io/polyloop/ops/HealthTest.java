package io.polyloop.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final Health health = new Health();

    @Test
    void a_required_check_is_down_until_it_is_reported() {
        serve();
        assertTrue(ready());
        health.addRequired("disk");
        assertFalse(ready());
    }

    @Test
    void a_probe_shows_the_last_reported_state() {
        serve();
        Health.Report disk = health.addRequired("disk");
        disk.up();
        assertTrue(ready());
        disk.down(JsonObject.of("free", 0));
        assertFalse(ready());
        assertTrue(body().contains("{\"name\":\"disk\",\"status\":\"down\",\"data\":{\"free\":0}}"), body());
    }

    @Test
    void an_informational_check_does_not_affect_readiness() {
        serve();
        health.addInfo("peers").down(JsonObject.of("differ", "retention"));
        assertTrue(ready());
        assertTrue(
                body().contains("{\"name\":\"peers\",\"status\":\"down\",\"data\":{\"differ\":\"retention\"}}"),
                body());
    }

    @Test
    void a_check_that_throws_is_down_and_does_not_hide_others() {
        serve();
        health.addRequired(
                "broken",
                () -> {
                    throw new IllegalStateException("oops");
                },
                JsonObject::new);
        assertFalse(ready());
        assertTrue(body().contains("\"serving\",\"status\":\"up\""), body());
    }

    @Test
    void a_draining_node_is_live_and_not_ready() {
        serve();
        health.setPhase(Health.Phase.DRAINING);
        assertFalse(ready());
        assertTrue(health.liveness().evaluate().up());
        assertEquals("down", health.readiness().evaluate().body().getString("status"));
    }

    private void serve() {
        health.setPhase(Health.Phase.SERVING);
    }

    private boolean ready() {
        return health.readiness().evaluate().up();
    }

    private String body() {
        return health.readiness().evaluate().body().encode();
    }
}
