package io.polyloop.web;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.TestNode;
import io.polyloop.route.Allow;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardedRouterTest {
    private final Vertx vertx = Vertx.vertx();
    private final Router router = Router.router(vertx);
    private final Router inner = Router.router(vertx);

    @AfterEach
    void stop() {
        TestNode.await(vertx.close());
    }

    @Test
    void a_demand_within_a_sub_router_is_refused_because_it_would_not_be_checked() {
        Allow.scope("ops").on(inner.get("/inner")).handler(context -> context.end());
        Router middle = Router.router(vertx);
        middle.route("/middle/*").subRouter(inner);
        router.route("/outer/*").subRouter(middle);

        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> GuardedRouter.checkSubRouters(router));

        assertTrue(refused.getMessage().contains("/inner"), refused.getMessage());
    }

    @Test
    void a_demand_of_the_route_that_mounts_a_sub_router_is_accepted() {
        inner.get("/inner").handler(context -> context.end());
        Allow.scope("ops").on(router.route("/outer/*")).subRouter(inner);

        assertDoesNotThrow(() -> GuardedRouter.checkSubRouters(router));
    }
}
