package io.polyloop.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.route.HttpRoutes;
import io.polyloop.route.Response;
import io.polyloop.topic.Problem;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that verticles contribute to a server that runs already. */
class GatewayIT {
    @TempDir
    static Path data;

    private static TestNode node;
    private final List<String> deployed = new ArrayList<>();

    @BeforeAll
    static void start() {
        node = TestNode.start(
                data, "gateway.max-waiting", 2, "gateway.timeout", "2s", "limits.body", "64KiB", "node.event-loops", 1);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @AfterEach
    void undeploy() {
        deployed.forEach(id -> TestNode.await(node.vertx().undeploy(id)));
    }

    @Test
    void a_request_reaches_the_handler_whole() {
        route("POST", "/api/orders/:id", Future::succeededFuture);
        JsonObject seen = Http.body(Http.post(
                node.http("/api/orders/a%2Fb+c?x=1&y=2&y=3"),
                "{\"n\":[1,null]}",
                "Cookie",
                "c=1",
                "Authorization",
                "Basic YTpi",
                "Proxy-Authorization",
                "Basic YTpi",
                "Sec-WebSocket-Protocol",
                "polyloop.bearer.YTpi",
                "X-Request-Id",
                "r-1"));
        assertEquals("POST", seen.getString("method"));
        assertEquals(JsonObject.of("id", "a/b+c"), seen.getJsonObject("params"));
        assertEquals(JsonObject.of("x", "1", "y", JsonArray.of("2", "3")), seen.getJsonObject("query"));
        assertEquals(new JsonObject("{\"n\":[1,null]}"), seen.getJsonObject("body"));
        JsonObject headers = seen.getJsonObject("headers");
        assertEquals("r-1", headers.getString("x-request-id"));
        Set<String> kept =
                Set.of("connection", "cookie", "authorization", "proxy-authorization", "sec-websocket-protocol");
        assertFalse(headers.fieldNames().stream().anyMatch(kept::contains), headers::encode);
        assertTrue(seen.containsKey("user") && seen.getValue("user") == null, seen::encode);
    }

    @Test
    void a_text_is_a_text_and_no_body_is_null() {
        route("PUT", "/api/echo", request -> Future.succeededFuture(request.getValue("body")));
        assertEquals("\"h\u00e9\"", put("text/plain; charset=utf-8", "h\u00e9").body());
        assertEquals("null", put("application/json", "").body());
    }

    @Test
    void a_body_that_is_not_fit_never_reaches_the_handler() {
        route("PUT", "/api/echo", request -> Future.succeededFuture(request.getValue("body")));
        assertProblem(Problem.UNSUPPORTED_MEDIA_TYPE, put("application/x-www-form-urlencoded", "a=1"));
        assertProblem(Problem.INVALID_JSON, put("application/json", "{\"a\":1,\"a\":2}"));
        assertProblem(Problem.TOO_LARGE, put("text/plain", "x".repeat(70_000)));
    }

    @Test
    void an_answer_may_have_a_status_and_headers() {
        route(
                "GET",
                "/api/made",
                request -> Future.succeededFuture(Response.of(201, "<p>")
                        .header("content-type", "text/html")
                        .header("location", "/api/made/1")));
        HttpResponse<String> answer = Http.get(node.http("/api/made"));
        assertEquals("201 <p>", answer.statusCode() + " " + answer.body());
        assertEquals("text/html", answer.headers().firstValue("content-type").orElse(""));
        assertEquals("/api/made/1", answer.headers().firstValue("location").orElse(""));
        assertFalse(answer.headers().firstValue("x-request-id").orElse("").isEmpty());
    }

    @Test
    void a_head_is_answered_as_a_get_without_its_body() {
        route("GET", "/api/made", request -> Future.succeededFuture(JsonObject.of("a", 1)));
        HttpResponse<String> head =
                Http.send(HttpRequest.newBuilder(node.http("/api/made")).method("HEAD", BodyPublishers.noBody()));
        assertEquals("200 ", head.statusCode() + " " + head.body());
        assertEquals("7", head.headers().firstValue("content-length").orElse(""));
    }

    @Test
    void another_method_is_refused_and_those_allowed_are_named() {
        route("GET", "/api/made", request -> Future.succeededFuture());
        route("POST", "/api/made", request -> Future.succeededFuture());
        HttpResponse<String> answer =
                Http.send(HttpRequest.newBuilder(node.http("/api/made")).DELETE());
        assertProblem(Problem.METHOD_NOT_ALLOWED, answer);
        assertEquals(
                "GET, HEAD, OPTIONS, POST", answer.headers().firstValue("allow").orElse(""));
    }

    @Test
    void a_refusal_keeps_its_code_and_a_fault_its_secret() {
        route("GET", "/api/no", request -> Future.failedFuture(Problem.FORBIDDEN.because("not you")));
        route("GET", "/api/broken", request -> Future.failedFuture("secret"));
        route("GET", "/api/thrown", request -> {
            throw new IllegalStateException("secret");
        });
        route("GET", "/api/odd", request -> Future.succeededFuture(new Object()));
        assertProblem(Problem.FORBIDDEN, Http.get(node.http("/api/no")));
        for (String path : List.of("/api/broken", "/api/thrown", "/api/odd")) {
            HttpResponse<String> answer = Http.get(node.http(path), "X-Request-Id", "r-2");
            assertProblem(Problem.INTERNAL, answer);
            assertEquals("r-2", Http.body(answer).getString("requestId"));
            assertFalse(answer.body().contains("secret"), answer.body());
        }
    }

    @Test
    void a_status_has_the_header_that_it_has_to_have_thrown_or_returned() {
        for (Problem problem : List.of(Problem.UNAUTHENTICATED, Problem.METHOD_NOT_ALLOWED, Problem.UPGRADE_REQUIRED)) {
            String path = "/api/" + problem.code();
            route("GET", path + "/thrown", request -> Future.failedFuture(problem.because("no")));
            route("GET", path + "/returned", request -> Future.succeededFuture(Response.of(problem.status())));
            for (String way : List.of("/thrown", "/returned")) {
                HttpResponse<String> answer = Http.get(node.http(path + way));
                assertEquals(problem.status(), answer.statusCode());
                String header = Map.of(401, "WWW-Authenticate", 405, "Allow", 426, "Upgrade")
                        .get(problem.status());
                String value = Map.of(401, "Bearer", 405, "GET, HEAD, OPTIONS", 426, "websocket")
                        .get(problem.status());
                assertEquals(List.of(value), answer.headers().allValues(header));
            }
        }
        route(
                "GET",
                "/api/own",
                request -> Future.succeededFuture(Response.of(401).header("www-authenticate", "Basic")));
        assertEquals(List.of("Basic"), Http.get(node.http("/api/own")).headers().allValues("WWW-Authenticate"));
    }

    @Test
    void a_semicolon_in_a_query_is_a_character_and_a_parameter_has_a_name() {
        route("GET", "/api/query", request -> Future.succeededFuture(request.getJsonObject("query")));
        assertEquals(
                "{\"a\":\"1;b=2\",\"c\":[\"\",\"x y\"]}",
                Http.get(node.http("/api/query?a=1;b=2&c&c=x+y")).body());
        assertProblem(Problem.INVALID_PARAMETER, Http.get(node.http("/api/query?=1")));
    }

    @Test
    void instances_share_the_requests_of_a_route() {
        route("GET", "/api/who", request -> Future.succeededFuture(1));
        route("GET", "/api/who", request -> Future.succeededFuture(2));
        Set<String> answers = new TreeSet<>();
        for (int i = 0; i < 4; i++) {
            answers.add(Http.get(node.http("/api/who")).body());
        }
        assertEquals(Set.of("1", "2"), answers);
    }

    @Test
    void a_route_ends_with_its_verticle() {
        String id = route("GET", "/api/gone", request -> Future.succeededFuture("here"));
        assertEquals(200, Http.get(node.http("/api/gone")).statusCode());
        TestNode.await(node.vertx().undeploy(id));
        deployed.remove(id);
        assertProblem(Problem.NOT_FOUND, Http.get(node.http("/api/gone")));
        assertProblem(
                Problem.NOT_FOUND,
                Http.send(HttpRequest.newBuilder(node.http("/api/gone")).DELETE()));
    }

    @Test
    void a_name_takes_precedence_over_a_parameter_in_either_order() {
        route("GET", "/api/orders/:id", request -> Future.succeededFuture("any"));
        route("GET", "/api/orders/latest", request -> Future.succeededFuture("latest"));
        Awaitility.await()
                .until(() -> Http.get(node.http("/api/orders/latest")).body().equals("\"latest\""));
        assertEquals("\"any\"", Http.get(node.http("/api/orders/7")).body());
    }

    @Test
    void a_verticle_that_wants_an_address_of_the_service_does_not_start() {
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> deploy(routing("GET", "/api/v1/topics", request -> Future.succeededFuture())));
        assertTrue(refusal.getMessage().contains("/api/v1/topics is the service's own"), refusal.getMessage());
    }

    @Test
    void a_stuck_handler_is_abandoned_and_delays_no_other_request() {
        List<Promise<Object>> held = new ArrayList<>();
        var arrived = new ConcurrentLinkedQueue<String>();
        route("GET", "/api/stuck", request -> {
            held.add(Promise.promise());
            arrived.add("request");
            return held.get(held.size() - 1).future();
        });
        route("GET", "/api/fine", request -> Future.succeededFuture("fine"));
        List<CompletableFuture<HttpResponse<String>>> waiting = List.of(getAsync("/api/stuck"), getAsync("/api/stuck"));
        Awaitility.await().until(() -> arrived.size() == 2);
        HttpResponse<String> third = Http.get(node.http("/api/stuck"));
        assertProblem(Problem.VERTICLE_BUSY, third);
        assertEquals("1", third.headers().firstValue("retry-after").orElse(""));
        assertEquals("\"fine\"", Http.get(node.http("/api/fine")).body());
        waiting.forEach(answer -> assertProblem(Problem.VERTICLE_TIMEOUT, answer.join()));
        assertEquals(2, arrived.size());
    }

    private static CompletableFuture<HttpResponse<String>> getAsync(String path) {
        return CompletableFuture.supplyAsync(() -> Http.get(node.http(path)));
    }

    private static HttpResponse<String> put(String type, String body) {
        return Http.send(HttpRequest.newBuilder(node.http("/api/echo"))
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofString(body)));
    }

    private static void assertProblem(Problem problem, HttpResponse<String> answer) {
        assertEquals(problem.status(), answer.statusCode(), answer::body);
        assertEquals(problem.code(), Http.body(answer).getString("code"));
    }

    private String route(String method, String path, Function<JsonObject, Future<?>> handler) {
        String id = deploy(routing(method, path, handler));
        // The server hears of it on its own loop. Under /api no page stands in the way of telling.
        Awaitility.await().until(() -> {
            HttpResponse<String> answer = Http.send(HttpRequest.newBuilder(node.http(path.replace(":id", "x")))
                    .method("PATCH", BodyPublishers.noBody()));
            return answer.headers().firstValue("allow").orElse("").contains(method);
        });
        return id;
    }

    private String deploy(VerticleBase verticle) {
        String id = TestNode.await(node.vertx().deployVerticle(verticle, new DeploymentOptions()));
        deployed.add(id);
        return id;
    }

    private static VerticleBase routing(String method, String path, Function<JsonObject, Future<?>> handler) {
        return new VerticleBase() {
            @Override
            public Future<?> start() {
                return new HttpRoutes(vertx).route(method, path, handler);
            }
        };
    }
}
