package io.polyloop.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.EqualHashes;
import io.polyloop.route.Allow;
import io.polyloop.route.HttpRoutes;
import io.polyloop.route.Input;
import io.polyloop.route.Response;
import io.polyloop.topic.Problem;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The input of routes of verticles, from the client's request to the handler. */
class RouteInputIT {
    private static final String SECRET = "a secret that the sender of a webhook shares";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final JsonObject ORDER = new JsonObject(
            """
            {"type": "object", "additionalProperties": false, "required": ["sku", "quantity"], "properties": {
              "sku": {"type": "string", "pattern": "^[A-Z]{2}-[0-9]+$"},
              "quantity": {"type": "integer", "minimum": 1, "maximum": 100}}}
            """);

    @TempDir
    static Path data;

    private static TestNode node;

    /** Routes of each kind. */
    private static final class Shop extends VerticleBase {
        @Override
        public Future<?> start() {
            HttpRoutes routes = new HttpRoutes(vertx);
            JsonObject query =
                    new JsonObject("{\"properties\": {\"limit\": {\"type\": \"integer\", \"default\": 10}}}");
            JsonObject path = new JsonObject("{\"properties\": {\"id\": {\"type\": \"integer\", \"minimum\": 1}}}");
            JsonObject form = new JsonObject(
                    "{\"properties\": {\"n\": {\"type\": \"integer\"}, \"tag\": {\"type\": \"array\"}}}");
            return Future.join(List.of(
                    routes.route("POST", "/api/v1/orders", Input.json(ORDER), this::echo),
                    routes.route(
                            "GET", "/api/v1/orders/:id", Input.none().path(path).query(query), this::echo),
                    routes.route("POST", "/any", Input.json(new JsonObject()), request -> size(request)),
                    routes.route(
                            "POST",
                            "/unique",
                            Input.json(JsonObject.of("uniqueItems", true)),
                            request -> size(request)),
                    routes.route("POST", "/forms", Input.form(form), this::echo),
                    routes.route("POST", "/hooks", Allow.ANYONE, Input.bytes(), this::verify),
                    routes.route("POST", "/small", Input.bytes(16), request -> Future.succeededFuture("small")),
                    routes.route("GET", "/large", request -> Future.succeededFuture("x".repeat(70_000)))));
        }

        private static Future<?> size(JsonObject request) {
            Object body = request.getValue("body");
            return Future.succeededFuture(body instanceof JsonArray items ? items.size() : ((JsonObject) body).size());
        }

        private Future<?> echo(JsonObject request) {
            return Future.succeededFuture(JsonObject.of(
                    "params", request.getValue("params"),
                    "query", request.getValue("query"),
                    "body", request.getValue("body")));
        }

        // The example of docs/verticles.md.
        private Future<?> verify(JsonObject request) {
            Buffer body = request.getBuffer("body");
            String sent = request.getJsonObject("headers").getString("x-signature", "");
            String expected = sign(body.getBytes());
            if (!MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.US_ASCII), sent.getBytes(StandardCharsets.UTF_8))) {
                throw Problem.FORBIDDEN.because("the signature is not that of the body");
            }
            return Future.succeededFuture(Response.of(202, body.length()));
        }
    }

    @BeforeAll
    static void start() {
        node = TestNode.start(data, "limits.body", "64KiB", "gateway.answer", "64KiB");
        TestNode.await(node.vertx().deployVerticle(new Shop()));
        Awaitility.await().until(() -> Http.get(node.http("/api/v1/orders/1")).statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static String sign(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Test
    void a_body_that_matches_reaches_the_handler() {
        HttpResponse<String> answer = post("/api/v1/orders", "application/json", "{\"sku\":\"AB-1\",\"quantity\":2}");

        assertEquals(JsonObject.of("sku", "AB-1", "quantity", 2), body(answer).getJsonObject("body"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'sku':'AB-1','quantity':0}      | INVALID_MESSAGE | the body at /quantity: expected at least 1",
                "{'sku':'AB-1','quantity':'2'}    | INVALID_MESSAGE | the body at /quantity: expected integer",
                "{'sku':'ab','quantity':2}        | INVALID_MESSAGE | the body at /sku: expected text that matches",
                "{'sku':'AB-1'}                   | INVALID_MESSAGE | the body: quantity is missing",
                "{'sku':'AB-1','quantity':2,'x':1} | INVALID_MESSAGE | the body at /x: is unknown",
                "{'sku':'AB-1','quantity':2       | INVALID_JSON    | ",
                "{'sku':'AB-1','sku':'AB-2'}      | INVALID_JSON    | ",
                "''                               | INVALID_JSON    | the JSON text is empty"
            })
    void a_body_that_does_not_match_is_refused_with_its_place(String json, Problem problem, String detail) {
        HttpResponse<String> answer = post("/api/v1/orders", "application/json", json.replace('\'', '"'));

        assertProblem(problem, answer);
        assertTrue(detail == null || body(answer).getString("detail").startsWith(detail), answer::body);
    }

    @Test
    void another_media_type_is_refused() {
        assertProblem(Problem.UNSUPPORTED_MEDIA_TYPE, post("/api/v1/orders", "text/plain", "{}"));
        assertProblem(Problem.UNSUPPORTED_MEDIA_TYPE, post("/api/v1/orders", FORM, "sku=AB-1"));
        assertProblem(Problem.UNSUPPORTED_MEDIA_TYPE, post("/forms", "multipart/form-data; boundary=x", "--x--"));
        assertProblem(Problem.UNSUPPORTED_MEDIA_TYPE, post("/forms", "application/json", "{}"));
    }

    @Test
    void a_body_that_is_too_large_is_refused() {
        assertProblem(Problem.TOO_LARGE, post("/api/v1/orders", "application/json", " ".repeat(70_000)));
        assertProblem(Problem.TOO_LARGE, post("/hooks", "text/plain", "x".repeat(70_000)));
        HttpResponse<String> small = post("/small", "text/plain", "x".repeat(17));
        assertProblem(Problem.TOO_LARGE, small);
        assertEquals(
                "the body is larger than this route takes, 16 bytes",
                body(small).getString("detail"));
        assertEquals(200, post("/small", "text/plain", "x".repeat(16)).statusCode());
    }

    @Test
    void a_body_of_very_many_values_is_refused_with_the_limit() {
        HttpResponse<String> answer = post("/any", "application/json", "[" + "{},".repeat(10_000) + "{}]");

        assertProblem(Problem.TOO_LARGE, answer);
        assertTrue(body(answer).getString("detail").contains("limits.values"), answer::body);
        assertEquals(
                "9999",
                post("/any", "application/json", "[" + "{},".repeat(9_998) + "{}]")
                        .body());
    }

    @Test
    void a_body_whose_names_and_items_have_equal_hashes_is_answered() {
        String items = EqualHashes.texts(1_500).stream()
                .map(text -> "[\"" + text + "\"]")
                .toList()
                .toString();
        String members = "{"
                + String.join(
                        ",",
                        EqualHashes.texts(1_500).stream()
                                .map(text -> "\"" + text + "\":1")
                                .toList()) + "}";

        assertEquals("1500", post("/unique", "application/json", items).body());
        assertProblem(Problem.INVALID_MESSAGE, post("/unique", "application/json", "[[1],[1.0]]"));
        assertEquals("1500", post("/any", "application/json", members).body());
        assertEquals("1500", post("/any", "application/json", members).body());
    }

    @Test
    void parameters_have_the_types_of_their_schemas() {
        JsonObject seen = body(Http.get(node.http("/api/v1/orders/7")));

        assertEquals(JsonObject.of("id", 7), seen.getJsonObject("params"));
        assertEquals(JsonObject.of("limit", 10), seen.getJsonObject("query"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/orders/x, path parameter at /id: expected an integer",
        "/api/v1/orders/0, path parameter at /id: expected at least 1",
        "/api/v1/orders/7?limit=x, query parameter at /limit: expected an integer",
        "/api/v1/orders/7?limit=1&limit=2, query parameter at /limit: expected an integer",
        "/api/v1/orders/7?limt=1, query parameter at /limt: is unknown"
    })
    void a_parameter_that_does_not_match_is_refused(String target, String detail) {
        HttpResponse<String> answer = Http.get(node.http(target));

        assertProblem(Problem.INVALID_PARAMETER, answer);
        assertEquals(detail, body(answer).getString("detail"));
    }

    @Test
    void a_head_and_other_methods_are_as_of_any_route() {
        HttpRequest.Builder head =
                HttpRequest.newBuilder(node.http("/api/v1/orders/7")).method("HEAD", BodyPublishers.noBody());
        assertEquals(
                "200 ", Http.send(head).statusCode() + " " + Http.send(head).body());
        HttpResponse<String> other =
                Http.send(HttpRequest.newBuilder(node.http("/api/v1/orders")).DELETE());
        assertProblem(Problem.METHOD_NOT_ALLOWED, other);
        assertEquals("OPTIONS, POST", other.headers().firstValue("allow").orElse(""));
        assertProblem(Problem.NOT_FOUND, Http.get(node.http("/api/v1/orders/7/8")));
    }

    @Test
    void the_fields_of_a_form_have_the_types_of_their_schema() {
        HttpResponse<String> answer = post("/forms", FORM, "n=7&tag=a+b&tag=%C3%A9&x=");

        assertEquals(
                new JsonObject("{\"n\":7,\"tag\":[\"a b\",\"é\"],\"x\":\"\"}"),
                body(answer).getJsonObject("body"));
    }

    @ParameterizedTest
    @CsvSource({"n=x", "n=%zz", "n=%ff", "=1", "n=1&n=2"})
    void a_form_that_is_malformed_or_does_not_match_is_refused(String form) {
        assertProblem(Problem.INVALID_MESSAGE, post("/forms", FORM, form));
    }

    @Test
    void the_bytes_of_a_body_are_those_that_were_signed() {
        byte[] bytes = new byte[60_000];
        new Random(7).nextBytes(bytes);

        for (String type : new String[] {"application/octet-stream", "multipart/form-data; boundary=x", FORM}) {
            assertEquals("202 60000", hook(bytes, type, sign(bytes)));
        }
        byte[] spaced = "{ \"a\" : 1.0 }\n".getBytes(StandardCharsets.UTF_8);
        assertEquals("202 14", hook(spaced, "application/json", sign(spaced)));
        assertTrue(hook(spaced, "application/json", sign(bytes)).startsWith("403"));
    }

    private static String hook(byte[] bytes, String type, String signature) {
        HttpResponse<String> answer = Http.send(HttpRequest.newBuilder(node.http("/hooks"))
                .header("Content-Type", type)
                .header("X-Signature", signature)
                .POST(BodyPublishers.ofByteArray(bytes)));
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    void an_answer_larger_than_its_limit_is_an_internal_problem() {
        assertProblem(Problem.INTERNAL, Http.get(node.http("/large")));
    }

    @Test
    void routes_with_an_input_are_in_the_openapi_document() {
        String document = Http.get(node.http("/openapi.yaml")).body();

        assertTrue(document.contains("/api/v1/orders:") && document.contains("/api/v1/orders/{id}:"), document);
        assertFalse(document.contains("/large"), document);
    }

    @Test
    void a_schema_with_a_fault_fails_the_start_of_the_verticle() {
        VerticleBase faulty = new VerticleBase() {
            @Override
            public Future<?> start() {
                return new HttpRoutes(vertx)
                        .route(
                                "POST",
                                "/faulty",
                                Input.json(JsonObject.of("type", "strin")),
                                r -> Future.succeededFuture());
            }
        };

        IllegalArgumentException fault = assertThrows(
                IllegalArgumentException.class,
                () -> TestNode.await(node.vertx().deployVerticle(faulty)));

        assertTrue(fault.getMessage().startsWith("POST /faulty, body at #/type: "), fault::getMessage);
    }

    private static HttpResponse<String> post(String path, String type, String body) {
        return Http.post(node.http(path), body, "Content-Type", type);
    }

    private static JsonObject body(HttpResponse<String> answer) {
        return Http.body(answer);
    }

    private static void assertProblem(Problem problem, HttpResponse<String> answer) {
        assertEquals(problem.status(), answer.statusCode(), answer::body);
        assertEquals(problem.code(), body(answer).getString("code"));
    }
}
