package io.polyloop.gateway;

import static io.polyloop.fixture.engine.TokenFactory.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LogCapture;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TokenFactory;
import io.polyloop.route.Allow;
import io.polyloop.route.HttpRoutes;
import io.polyloop.route.Input;
import io.polyloop.verticle.Topics;
import io.polyloop.verticle.Trace;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes of verticles on a node whose clients authenticate. */
class GatewayUsersIT {
    private static final TokenFactory ISSUER = new TokenFactory();
    private static final String AUTHORIZATION = "Authorization";
    private static final String ORIGIN = "https://app.example.org";

    @TempDir
    static Path dir;

    private static TestNode node;

    @BeforeAll
    static void start() {
        node = ISSUER.node(
                dir, List.of(rule("own.{sub}", "publish", "history")), "http.allowed-origins", JsonArray.of(ORIGIN));
        route("GET", "/known", Allow.AUTHENTICATED, GatewayUsersIT::echo);
        route("GET", "/open", Allow.ANYONE, GatewayUsersIT::echo);
        route("GET", "/scoped", Allow.scope("orders"), GatewayUsersIT::echo);
        route("POST", "/open/notes", Allow.ANYONE, GatewayUsersIT::appendAsUser);
        route("GET", "/contested", Allow.ANYONE, GatewayUsersIT::echo);
        TestNode.await(node.vertx().deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                Input input = Input.json(JsonObject.of("type", "object"));
                return new HttpRoutes(vertx)
                        .route("POST", "/checked", Allow.scope("orders"), input, GatewayUsersIT::echo);
            }
        }));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Future<?> echo(JsonObject request) {
        return Future.succeededFuture(request);
    }

    private static Future<?> appendAsUser(JsonObject request) {
        JsonObject body = request.getJsonObject("body");
        Trace trace = new Trace(null, request.getJsonObject("headers").getString("x-request-id"));
        return new Topics(node.vertx(), trace::options)
                .as(request.getJsonObject("user"))
                .append(body.getString("topic"), body);
    }

    private static void route(String method, String path, Allow allow, Function<JsonObject, Future<?>> handler) {
        TestNode.await(node.vertx().deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                return new HttpRoutes(vertx).route(method, path, allow, handler);
            }
        }));
        Awaitility.await().until(() -> get(path).statusCode() != 404);
    }

    private static HttpResponse<String> get(String path, String... headers) {
        return Http.get(node.http(path), headers);
    }

    private static String bearer(String subject, Map<String, Object> claims) {
        return "Bearer " + ISSUER.token(subject, claims);
    }

    @Test
    void a_client_is_checked_before_its_input() {
        HttpResponse<String> unknown = Http.post(node.http("/checked"), "not JSON", "Content-Type", "text/plain");

        assertEquals(401, unknown.statusCode(), unknown::body);
    }

    @Test
    void a_route_is_answered_to_those_whom_it_allows() {
        Map<String, String[]> clients = Map.of(
                "nobody", new String[0],
                "garbage", new String[] {AUTHORIZATION, "Bearer garbage"},
                "basic", new String[] {AUTHORIZATION, "Basic YTpi"},
                "ada", new String[] {AUTHORIZATION, bearer("ada", Map.of())},
                "ada with another scope", new String[] {AUTHORIZATION, bearer("ada", Map.of("scope", "orders.read"))},
                "ada with the scope", new String[] {AUTHORIZATION, bearer("ada", Map.of("scope", "a orders"))},
                "ada with an array of scopes",
                        new String[] {AUTHORIZATION, bearer("ada", Map.of("scp", List.of("orders")))});
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> actual = new TreeMap<>();
        clients.forEach((client, headers) -> {
            for (String path : List.of("/known", "/open", "/scoped")) {
                HttpResponse<String> response = get(path, headers);
                String code =
                        response.statusCode() == 200 ? "" : Http.body(response).getString("code");
                actual.put(path + " for " + client, (response.statusCode() + " " + code).strip());
                expected.put(path + " for " + client, expected(path, client));
            }
        });
        assertEquals(expected, actual);
    }

    private static String expected(String path, String client) {
        boolean invalid = client.equals("garbage") || client.equals("basic");
        if (invalid || client.equals("nobody") && !path.equals("/open")) {
            return "401 unauthenticated";
        }
        boolean lacksScope = client.equals("ada") || client.equals("ada with another scope");
        return path.equals("/scoped") && lacksScope ? "403 forbidden" : "200";
    }

    @Test
    void a_request_has_its_user_and_no_credentials() {
        JsonObject seen = Http.body(
                get("/open", AUTHORIZATION, bearer("ada", Map.of("org", "acme")), "Cookie", "theme=dark", "X-A", "b"));
        JsonObject user = seen.getJsonObject("user");
        assertEquals("ada " + TokenFactory.ISSUER, user.getString("subject") + " " + user.getString("issuer"));
        assertEquals("acme", user.getJsonObject("claims").getString("org"));
        JsonObject headers = seen.getJsonObject("headers");
        assertEquals("b", headers.getString("x-a"));
        assertFalse(headers.containsKey("authorization") || headers.containsKey("cookie"), headers::encode);
    }

    @Test
    void an_anonymous_request_has_no_user() {
        JsonObject seen = Http.body(get("/open"));
        assertTrue(seen.containsKey("user") && seen.getValue("user") == null, seen::encode);
    }

    @Test
    void a_verticle_acts_for_the_user_of_a_request() {
        String ada = bearer("ada", Map.of());
        assertEquals(200, note("own.ada", AUTHORIZATION, ada).statusCode());
        assertEquals("forbidden", code(note("own.bob", AUTHORIZATION, ada)));
        assertEquals("unauthenticated", code(note("own.ada")));
    }

    @Test
    void a_denial_is_audited_with_the_request_it_comes_from() {
        try (LogCapture audit = new LogCapture("audit")) {
            note("own.eve", AUTHORIZATION, bearer("ada", Map.of()), "X-Request-Id", "r-17");
            List<JsonObject> denials = audit.messages().stream()
                    .map(JsonObject::new)
                    .filter(line -> "own.eve".equals(line.getString("topic")))
                    .toList();
            assertEquals(1, denials.size(), () -> audit.messages().toString());
            JsonObject denial = denials.get(0);
            assertEquals(
                    "ada publish r-17",
                    denial.getString("subject") + " " + denial.getString("verb") + " " + denial.getString("request"));
        }
    }

    private static HttpResponse<String> note(String topic, String... headers) {
        JsonObject body = JsonObject.of("topic", topic, "text", "x".repeat(60_000));
        return Http.post(node.http("/open/notes"), body.encode(), headers);
    }

    private static String code(HttpResponse<String> refused) {
        return Http.body(refused).getString("code");
    }

    @Test
    void the_methods_of_a_path_are_for_those_who_can_call_one() {
        assertEquals("401 ", other("DELETE", "/known"));
        assertEquals("401 ", other("OPTIONS", "/known"));
        String ada = bearer("ada", Map.of());
        assertEquals("405 GET, HEAD, OPTIONS", other("DELETE", "/known", AUTHORIZATION, ada));
        assertEquals("204 GET, HEAD, OPTIONS", other("OPTIONS", "/known", AUTHORIZATION, ada));
        assertEquals("405 GET, HEAD, OPTIONS", other("DELETE", "/open"));
        assertEquals("204 GET, HEAD, OPTIONS", other("OPTIONS", "/open"));
    }

    @Test
    void a_preflight_needs_no_credentials() {
        HttpResponse<String> preflight = Http.send(HttpRequest.newBuilder(node.http("/known"))
                .method("OPTIONS", BodyPublishers.noBody())
                .headers("Origin", ORIGIN, "Access-Control-Request-Method", "GET"));
        assertEquals(204, preflight.statusCode());
        assertEquals(
                ORIGIN,
                preflight.headers().firstValue("access-control-allow-origin").orElse(""));
    }

    private static String other(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.http(path)).method(method, BodyPublishers.noBody());
        HttpResponse<String> response = Http.send(headers.length == 0 ? request : request.headers(headers));
        return response.statusCode() + " "
                + response.headers().firstValue("allow").orElse("");
    }

    @Test
    void of_different_demands_the_strictest_wins_and_the_log_says_so() {
        assertEquals(200, get("/contested").statusCode());
        try (LogCapture log = new LogCapture(RouteTable.class.getName())) {
            route("GET", "/contested", Allow.scope("orders"), GatewayUsersIT::echo);
            Awaitility.await().until(() -> get("/contested").statusCode() == 401);
            for (int i = 0; i < 4; i++) {
                assertEquals(401, get("/contested").statusCode());
                assertEquals(
                        403,
                        get("/contested", AUTHORIZATION, bearer("ada", Map.of()))
                                .statusCode());
            }
            String ada = bearer("ada", Map.of("scope", "orders"));
            assertEquals(200, get("/contested", AUTHORIZATION, ada).statusCode());
            assertTrue(log.count("GET /contested is registered with different values of allow") > 0);
        }
    }
}
