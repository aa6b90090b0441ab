package io.polyloop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.route.Resource;
import io.polyloop.route.Routes;
import io.polyloop.topic.Journal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InternalFaultIT {
    private static final String SECRET = "the password is swordfish";

    @TempDir
    Path data;

    /** A fork's routes with bugs in them. */
    public static final class Buggy implements Routes {
        @Override
        public void mount(Router router, Vertx vertx, Journal journal) {
            Resource.at(router, "/thrown")
                    .get(Buggy::bug)
                    .post(BodyHandler.create(false), Buggy::bug)
                    .register();
            Resource.at(router, "/later")
                    .get(context -> Future.failedFuture(SECRET).onFailure(context::fail))
                    .register();
        }

        private static void bug(RoutingContext context) {
            throw new IllegalStateException(SECRET);
        }
    }

    @Test
    void a_bug_is_an_internal_problem_that_keeps_its_secret_and_the_next_request_is_served() {
        try (TestNode node = TestNode.start(data, "http.routes", Buggy.class.getName())) {
            List.of(
                            Http.get(node.http("/thrown")),
                            Http.post(node.http("/thrown"), "{}"),
                            Http.get(node.http("/later")))
                    .forEach(InternalFaultIT::assertInternal);
            assertEquals(200, Http.get(node.http("/api/v1/topics")).statusCode());
        }
    }

    private static void assertInternal(HttpResponse<String> answer) {
        JsonObject problem = Http.body(answer);
        assertEquals(500, answer.statusCode());
        assertEquals("internal", problem.getString("code"));
        assertFalse(problem.getString("requestId").isEmpty());
        assertFalse(answer.body().contains("swordfish") || answer.body().contains("Exception"), answer.body());
    }
}
