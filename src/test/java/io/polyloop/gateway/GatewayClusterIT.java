package io.polyloop.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.cluster.HazelcastCluster;
import io.polyloop.config.ClusterSettings;
import io.polyloop.config.Settings;
import io.polyloop.config.SettingsLoader;
import io.polyloop.contract.RouteDocuments;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TestCluster;
import io.polyloop.route.HttpRoutes;
import io.polyloop.route.Input;
import io.polyloop.topic.ProblemException;
import io.polyloop.web.OpenRouter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes of one node, served by another. */
class GatewayClusterIT {
    private Vertx serving;
    private Vertx offering;

    @BeforeEach
    void start() throws Exception {
        int first = TestCluster.freePort();
        int second = TestCluster.freePort();
        serving = node(first, second);
        offering = node(second, first);
    }

    @AfterEach
    void stop() {
        TestNode.await(Future.join(serving.close(), offering.close()));
    }

    @Test
    void a_route_is_served_by_a_node_that_starts_later_and_ends_with_the_node_that_offers_it() {
        TestNode.await(offering.deployVerticle(routing()));
        URI route = serve();
        Awaitility.await().until(() -> Http.get(route).statusCode() == 200);
        assertEquals("\"from afar\"", Http.get(route).body());
        TestNode.await(offering.close());
        HttpResponse<String> gone = Http.get(route);
        assertEquals("404 not_found", gone.statusCode() + " " + gone.body());
    }

    @Test
    void a_route_that_is_offered_later_is_served_too() {
        URI route = serve();
        assertEquals(404, Http.get(route).statusCode());
        TestNode.await(offering.deployVerticle(routing()));
        Awaitility.await().until(() -> Http.get(route).statusCode() == 200);
    }

    @Test
    void the_input_of_a_route_of_another_node_is_checked_and_its_bytes_arrive_unchanged() {
        JsonObject schema = new JsonObject("{\"properties\": {\"n\": {\"type\": \"integer\"}}}");
        TestNode.await(offering.deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                HttpRoutes routes = new HttpRoutes(vertx);
                return Future.join(
                        routes.route("POST", "/afar", Input.json(schema), request -> Future.succeededFuture()),
                        routes.route(
                                "PUT",
                                "/afar",
                                Input.bytes(),
                                request -> Future.succeededFuture(
                                        request.getBuffer("body").getByte(1))));
            }
        }));
        URI route = serve();
        Awaitility.await().until(() -> RouteDocuments.of(serving).keySet().equals(Set.of("POST /afar", "PUT /afar")));

        assertEquals("400 invalid_message", answer(Http.post(route, "{\"n\":1.5}")));
        assertEquals("200 null", answer(Http.post(route, "{\"n\":1}")));
        assertEquals("415 unsupported_media_type", answer(Http.post(route, "1", "Content-Type", "text/plain")));
        HttpRequest.Builder bytes = HttpRequest.newBuilder(route).PUT(BodyPublishers.ofByteArray(new byte[] {0, -1}));
        assertEquals("200 -1", answer(Http.send(bytes)));
    }

    private static String answer(HttpResponse<String> response) {
        return response.statusCode() + " " + response.body();
    }

    private static VerticleBase routing() {
        return new VerticleBase() {
            @Override
            public Future<?> start() {
                return new HttpRoutes(vertx).route("GET", "/afar", request -> Future.succeededFuture("from afar"));
            }
        };
    }

    private URI serve() {
        Settings settings = settings(Map.of());
        Router router = OpenRouter.of(serving, settings);
        new GatewayRoutes(settings.limits().body(), settings.limits().values(), settings.gateway())
                .mount(router, serving, null);
        router.route().failureHandler(GatewayClusterIT::refuse);
        HttpServer server =
                TestNode.await(serving.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/afar");
    }

    private static void refuse(RoutingContext context) {
        ProblemException refusal = ProblemException.of(context.failure());
        context.response().setStatusCode(refusal.problem().status());
        context.end(refusal.problem().code());
    }

    private static Vertx node(int port, int other) throws Exception {
        ClusterSettings cluster = settings(Map.of(
                        "cluster.name",
                        "gateway-" + Math.min(port, other),
                        "cluster.port",
                        port,
                        "cluster.bus-port",
                        TestCluster.freePort(),
                        "cluster.seeds",
                        JsonArray.of("127.0.0.1:" + other)))
                .cluster();
        return TestNode.await(
                HazelcastCluster.join(Vertx.builder(), new VertxOptions(), cluster, true, new SimpleMeterRegistry()));
    }

    private static Settings settings(Map<String, Object> overrides) {
        Vertx vertx = Vertx.vertx();
        try {
            return TestNode.await(new SettingsLoader(vertx, overrides).load());
        } finally {
            TestNode.await(vertx.close());
        }
    }
}
