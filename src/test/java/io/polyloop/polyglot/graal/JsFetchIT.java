package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.bus.Trace;
import io.polyloop.polyglot.FetchRules;
import io.polyloop.polyglot.Scripts;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script may ask of other servers. */
class JsFetchIT {
    @TempDir
    Path folder;

    private Scripts scripts;
    private final List<HttpServerRequest> held = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws Exception {
        io.vertx.core.Vertx vertx = io.vertx.core.Vertx.vertx();
        HttpServer server = Scripts.soon(
                vertx.createHttpServer().requestHandler(this::serve).listen(0, "127.0.0.1"));
        String origin = "http://127.0.0.1:" + server.actualPort();
        scripts = JsScripts.in(folder, vertx, new FetchRules(List.of(origin), 1_000, Duration.ofSeconds(2), 2));
        scripts.start(
                "const origin = '" + origin + "';",
                "const told = (e) => [e.code, e.message];",
                "context.bus.consumer('get', (path) => context.fetch(origin + path)",
                "  .then(async (r) => [r.status, r.ok, r.headers.get('X-Seen'), await r.text()], told));",
                "context.bus.consumer('post', async (body) => (await context.fetch(origin + '/echo',",
                "  { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })).json());",
                "context.bus.consumer('url', (url) => context.fetch(url).then((r) => r.status, told));",
                "context.bus.consumer('host', () => context.fetch(origin, { headers: { Host: 'x' } }).catch(told));");
    }

    @AfterEach
    void close() throws Exception {
        scripts.close();
    }

    private void serve(HttpServerRequest request) {
        request.response().putHeader("X-Seen", String.valueOf(request.getHeader("traceparent")));
        switch (request.path()) {
            case "/echo" -> request.body().onSuccess(request.response()::end);
            case "/away" ->
                request.response()
                        .setStatusCode(302)
                        .putHeader("location", "http://other")
                        .end();
            case "/large" -> request.response().end("x".repeat(1_001));
            case "/fits" -> request.response().end("x".repeat(1_000));
            case "/held" -> held.add(request);
            default -> request.response().setStatusCode(404).end("none");
        }
    }

    @Test
    void an_answer_has_the_shape_of_fetch() throws Exception {
        assertEquals(JsonArray.of(404, false, "null", "none"), scripts.ask("get", "/none"));
        assertEquals(JsonArray.of(1, null), scripts.ask("post", JsonArray.of(1, null)));
    }

    @Test
    void the_trace_goes_along() throws Exception {
        Trace trace = new Trace("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "r");
        JsonArray answer = (JsonArray) Scripts.soon(scripts.vertx.eventBus().request("get", "/none", trace.options()))
                .body();
        assertEquals(trace.parent(), answer.getString(2));
    }

    @Test
    void an_origin_that_is_not_listed_is_forbidden_and_the_setting_named() throws Exception {
        for (String url :
                List.of("http://127.0.0.1:1/", "https://example.com/", "http://localhost/", "file:///etc/passwd")) {
            JsonArray refusal = (JsonArray) scripts.ask("url", url);
            assertEquals("forbidden", refusal.getString(0), url);
            assertEquals(true, refusal.getString(1).contains("scripts.fetch in conf/polyloop.yaml"), url);
        }
        assertEquals("invalid_parameter", ((JsonArray) scripts.ask("url", "http://a b")).getString(0));
    }

    @Test
    void a_redirect_is_shown_and_not_followed() throws Exception {
        assertEquals(302, ((JsonArray) scripts.ask("get", "/away")).getInteger(0));
    }

    @Test
    void an_answer_is_bounded_in_size() throws Exception {
        assertEquals(200, ((JsonArray) scripts.ask("get", "/fits")).getInteger(0));
        assertEquals("too_large", ((JsonArray) scripts.ask("get", "/large")).getString(0));
    }

    @Test
    void answers_are_bounded_in_time_and_number() throws Exception {
        var first = scripts.vertx.eventBus().request("get", "/held");
        var second = scripts.vertx.eventBus().request("get", "/held");
        Awaitility.await().until(() -> held.size() == 2);
        assertEquals("rate_limited", ((JsonArray) scripts.ask("get", "/none")).getString(0));
        assertEquals("internal", ((JsonArray) Scripts.soon(first).body()).getString(0));
        assertEquals("internal", ((JsonArray) Scripts.soon(second).body()).getString(0));
        assertEquals(404, ((JsonArray) scripts.ask("get", "/none")).getInteger(0));
    }

    @Test
    void the_host_cannot_be_forged() throws Exception {
        assertEquals("invalid_parameter", ((JsonArray) scripts.ask("host", null)).getString(0));
    }
}
