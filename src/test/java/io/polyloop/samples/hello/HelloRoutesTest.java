package io.polyloop.samples.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.topic.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The greeting over HTTP and over the bus. */
class HelloRoutesTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static HttpServer server;

    @BeforeAll
    static void serve() throws Exception {
        VERTX.deployVerticle(new HelloVerticle()).await(5, TimeUnit.SECONDS);
        VERTX.eventBus().consumer("hello.busy", m -> m.fail(503, "journal_busy: later"));
        VERTX.eventBus().consumer("hello.broken", m -> m.fail(500, "internal: secret"));
        VERTX.eventBus().consumer("hello.odd", m -> m.fail(1, "secret"));
        Router router = Router.router(VERTX);
        new HelloRoutes().mount(router, VERTX, null);
        router.route().failureHandler(HelloRoutesTest::problem);
        server = VERTX.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await(5, TimeUnit.SECONDS);
    }

    @AfterAll
    static void close() throws Exception {
        VERTX.close().await(20, TimeUnit.SECONDS);
    }

    private static void problem(RoutingContext context) {
        ProblemException refusal = ProblemException.of(context.failure());
        context.response().setStatusCode(refusal.problem().status());
        context.end(refusal.problem().code() + ": " + refusal.getMessage());
    }

    @Test
    void the_verticle_greets_over_the_bus() throws Exception {
        assertEquals(JsonObject.of("hello", "Ada", "from", "java"), ask("hello.java", JsonObject.of("name", "Ada")));
        assertEquals(JsonObject.of("hello", "world", "from", "java"), ask("hello.java", null));
    }

    @Test
    void the_verticle_greets_over_http() throws Exception {
        assertEquals("200 {\"hello\":\"Ada\",\"from\":\"java\"}", get("java?name=Ada"));
        assertEquals(
                "application/json",
                answer("java").headers().firstValue("content-type").orElse(""));
    }

    @Test
    void without_a_name_the_world_is_greeted() throws Exception {
        assertEquals("200 {\"hello\":\"world\",\"from\":\"java\"}", get("java"));
        assertEquals("200 {\"hello\":\"world\",\"from\":\"java\"}", get("java?name="));
    }

    @Test
    void a_name_is_any_text_of_up_to_200_characters() throws Exception {
        String answer = answer("java?name=" + "%F0%9F%98%80".repeat(200)).body();
        assertEquals("\ud83d\ude00".repeat(200), new JsonObject(answer).getString("hello"));
        assertEquals("400", get("java?name=" + "a".repeat(201)).substring(0, 3));
    }

    @Test
    void a_control_character_in_a_name_is_refused() throws Exception {
        String refused = "400 invalid_parameter: name must have at most 200 characters and no control characters";
        assertEquals(refused, get("java?name=a%0D%0Ab"));
        assertEquals(refused, get("java?name=%00"));
    }

    @Test
    void an_unknown_language_is_not_found() throws Exception {
        assertEquals("404 not_found: no verticle says hello in cobol", get("cobol"));
        assertEquals("404 not_found: a language has 1 to 16 lower-case letters", get("C%2B%2B"));
        assertEquals("404 not_found: a language has 1 to 16 lower-case letters", get("a".repeat(17)));
    }

    @Test
    void a_failure_keeps_its_code_and_a_fault_hides_its_message() throws Exception {
        assertEquals("503 journal_busy: later", get("busy"));
        assertEquals("500 internal: unexpected error; the cause is in the log", get("broken"));
        assertEquals("500 internal: unexpected error; the cause is in the log", get("odd"));
    }

    private static Object ask(String address, JsonObject body) throws Exception {
        return VERTX.eventBus()
                .request(address, body)
                .await(5, TimeUnit.SECONDS)
                .body();
    }

    private static String get(String path) throws Exception {
        HttpResponse<String> answer = answer(path);
        return answer.statusCode() + " " + answer.body();
    }

    private static HttpResponse<String> answer(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/api/v1/hello/" + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
