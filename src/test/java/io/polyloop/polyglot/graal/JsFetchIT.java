package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.polyglot.FetchSettings;
import io.polyloop.polyglot.ScriptExtension;
import io.polyloop.verticle.Trace;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a script may ask of other servers. */
class JsFetchIT {
    private final List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = vertx.createHttpServer()
            .requestHandler(this::serve)
            .listen(0, "127.0.0.1")
            .await();
    private final String origin = "http://127.0.0.1:" + server.actualPort();

    @RegisterExtension
    final ScriptExtension scripts =
            JsScripts.extension().withFetch(vertx, new FetchSettings(List.of(origin), 1_000, Duration.ofSeconds(2), 2));

    @BeforeEach
    void open() throws Exception {
        scripts.start(
                "const origin = '" + origin + "';",
                "const failure = (e) => [e.code, e.message];",
                "context.bus.consumer('get', (path) => context.fetch(origin + path)",
                "  .then(async (r) => [r.status, r.ok, r.headers.get('X-Seen'), await r.text()], failure));",
                "context.bus.consumer('post', async (body) => (await context.fetch(origin + '/echo',",
                "  { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })).json());",
                "context.bus.consumer('redirect', ([path, redirect]) => context.fetch(origin + path,",
                "  { redirect, method: 'POST', body: 'sent' }).then(async (r) => [r.status, r.redirected, await r.text()], failure));",
                "context.bus.consumer('url', (url) => context.fetch(url).then((r) => r.status, failure));",
                "context.bus.consumer('host', () => context.fetch(origin, { headers: { Host: 'x' } }).catch(failure));");
    }

    private void serve(HttpServerRequest request) {
        request.response().putHeader("X-Seen", String.valueOf(request.getHeader("traceparent")));
        switch (request.path()) {
            case "/echo" ->
                request.body().onSuccess(body -> request.response()
                        .end(body.length() == 0 ? request.method() + " " + request.uri() : body.toString()));
            case "/away" ->
                request.response()
                        .setStatusCode(302)
                        .putHeader("location", "http://other")
                        .end();
            case "/large" -> request.response().end("x".repeat(1_001));
            case "/gzip" -> gzip(request, "text ".repeat(100));
            case "/bomb" -> gzip(request, "x".repeat(1_001));
            case "/broken" ->
                request.response().putHeader("content-encoding", "gzip").end("no gzip");
            case "/brotli" ->
                request.response().putHeader("content-encoding", "br").end("x");
            case "/303", "/307" ->
                request.response()
                        .setStatusCode(Integer.parseInt(request.path().substring(1)))
                        .putHeader("location", "echo?b=%20")
                        .end("moved");
            case "/loop" ->
                request.response()
                        .setStatusCode(301)
                        .putHeader("location", "/loop")
                        .end();
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
        JsonArray answer =
                (JsonArray) ScriptExtension.soon(scripts.vertx().eventBus().request("get", "/none", trace.options()))
                        .body();
        assertEquals(trace.parent(), answer.getString(2));
    }

    @Test
    void an_origin_that_is_not_listed_is_forbidden_and_the_setting_named() throws Exception {
        for (String url : List.of("http://127.0.0.1:1/", "https://example.com/", "http://localhost/")) {
            JsonArray refusal = (JsonArray) scripts.ask("url", url);
            assertEquals("forbidden", refusal.getString(0), url);
            assertEquals(true, refusal.getString(1).contains("scripts.fetch in conf/polyloop.yaml"), url);
        }
        assertEquals("invalid_parameter", ((JsonArray) scripts.ask("url", "http://a b")).getString(0));
    }

    @Test
    void a_url_that_is_not_absolute_http_is_an_invalid_parameter() throws Exception {
        for (String url : List.of("nonsense", "/api", "http://127.0.0.1:80:x/", "file:///etc/passwd", "")) {
            assertEquals(
                    JsonArray.of("invalid_parameter", "fetch needs an absolute http or https URL, got: " + url),
                    scripts.ask("url", url));
        }
    }

    @Test
    void a_packed_answer_is_unpacked_within_the_same_bound() throws Exception {
        assertEquals("text ".repeat(100), ((JsonArray) scripts.ask("get", "/gzip")).getString(3));
        assertEquals("too_large", ((JsonArray) scripts.ask("get", "/bomb")).getString(0));
        assertEquals("fetch_failed", ((JsonArray) scripts.ask("get", "/broken")).getString(0));
        assertEquals("fetch_failed", ((JsonArray) scripts.ask("get", "/brotli")).getString(0));
    }

    @Test
    void a_redirect_is_followed_if_the_script_asks_for_it() throws Exception {
        assertEquals(JsonArray.of(200, true, "GET /echo?b=%20"), redirect("/303", "follow"));
        assertEquals(JsonArray.of(200, true, "sent"), redirect("/307", "follow"));
        assertEquals(JsonArray.of(303, false, "moved"), redirect("/303", "manual"));
    }

    @Test
    void a_redirect_to_another_origin_or_an_endless_one_is_refused() throws Exception {
        assertEquals("forbidden", redirect("/away", "follow").getString(0));
        assertEquals("fetch_redirect", redirect("/loop", "follow").getString(0));
        assertEquals("fetch_redirect", redirect("/303", "error").getString(0));
    }

    @Test
    void an_option_that_fetch_does_not_have_is_refused() throws Exception {
        for (String options : List.of(
                "{ signal: {} }", "{ cache: () => 1 }", "{ redirect: 'never' }", "{ method: 'GET', agent: 1 }")) {
            scripts.start("context.bus.consumer('options', () => context.fetch('http://127.0.0.1:1', " + options
                    + ").catch((e) => e.code));");
            assertEquals("invalid_parameter", scripts.ask("options", null), options);
            scripts.undeploy();
        }
    }

    private JsonArray redirect(String path, String mode) throws Exception {
        return (JsonArray) scripts.ask("redirect", JsonArray.of(path, mode));
    }

    private static void gzip(HttpServerRequest request, String text) {
        request.response().putHeader("content-encoding", "gzip").end(Buffer.buffer(packed(text)));
    }

    private static byte[] packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(bytes)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @Test
    void a_redirect_is_returned_and_not_followed() throws Exception {
        assertEquals(302, ((JsonArray) scripts.ask("get", "/away")).getInteger(0));
    }

    @Test
    void an_answer_is_bounded_in_size() throws Exception {
        assertEquals(200, ((JsonArray) scripts.ask("get", "/fits")).getInteger(0));
        assertEquals("too_large", ((JsonArray) scripts.ask("get", "/large")).getString(0));
    }

    @Test
    void answers_are_bounded_in_time_and_number() throws Exception {
        var first = scripts.vertx().eventBus().request("get", "/held");
        var second = scripts.vertx().eventBus().request("get", "/held");
        Awaitility.await().until(() -> held.size() == 2);
        assertEquals("rate_limited", ((JsonArray) scripts.ask("get", "/none")).getString(0));
        assertEquals("fetch_timeout", ((JsonArray) ScriptExtension.soon(first).body()).getString(0));
        assertEquals("fetch_timeout", ((JsonArray) ScriptExtension.soon(second).body()).getString(0));
        assertEquals(404, ((JsonArray) scripts.ask("get", "/none")).getInteger(0));
    }

    @Test
    void the_host_cannot_be_forged() throws Exception {
        assertEquals("invalid_parameter", ((JsonArray) scripts.ask("host", null)).getString(0));
    }
}
