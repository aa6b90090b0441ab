package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script that answers HTTP and uses topics, in a whole node. */
class JsRoutesIT {
    private static final String SCRIPT =
            """
            const me = Math.random();
            const seen = [];
            export function start({ http, topics, bus }) {
              topics.on('orders.*', (message) => { seen.push(message.data.n); });
              http.get('/orders/seen', () => seen);
              http.get('/orders/:id', ({ params, query }) => ({ id: params.id, full: query.full === 'yes' }));
              http.post('/orders', async ({ body, headers }) => {
                if (!body?.n) throw Object.assign(new Error('an order has n'), { code: 'invalid_message' });
                const { seq } = await topics.append('orders.all', body, { key: headers['x-request-id'] });
                return http.response(201, { seq }, { location: `/orders/${seq}` });
              });
              http.get('/orders/:id/history', () =>
                topics.read('orders.all', { after: '0', limit: 10 }).then(({ messages }) => messages.map((m) => m.data)));
              http.get('/page', () => http.response(200, '<p>', { 'content-type': 'text/html' }));
              http.delete('/orders/:id', () => http.response(204));
              http.get('/like', () => ({ status: 404, body: 'data' }));
              http.get('/nothing', () => {});
              http.get('/who', () => me);
              http.get('/broken', async () => { throw new Error('secret'); });
              http.get('/cycle', () => { const a = {}; a.a = a; return a; });
              http.get('/split', () => http.response(200, 1, { a: 'b\\r\\nc: d' }));
            }
            """;

    @TempDir
    static Path folder;

    private static TestNode node;

    @BeforeAll
    static void start() throws Exception {
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(scripts.resolve("orders.js"), SCRIPT);
        Files.writeString(scripts.resolve("late.js"), "export const start = ({ http }) => http.get('/late', () => 1);");
        Files.writeString(
                scripts.resolve("loop.js"),
                "export const start = ({ http }) => http.get('/loop', () => { for (;;) {} });");
        JsonObject orders = JsonObject.of("name", "js:orders.js", "instances", 2);
        JsonObject loop = JsonObject.of("name", "js:loop.js", "limits", JsonObject.of("max-handler-time", "300ms"));
        node = TestNode.start(
                folder, "scripts.dir", JsonArray.of(scripts.toString()), "verticles", JsonArray.of(orders, loop));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void the_first_request_after_the_start_finds_its_route() {
        assertEquals(
                "{\"id\":\"a b\",\"full\":true}", get("/orders/a%20b?full=yes").body());
    }

    @Test
    void a_post_is_stored_and_delivered_to_every_instance() {
        HttpResponse<String> made = Http.post(node.http("/orders"), "{\"n\":7}", "X-Request-Id", "once");
        String seq = Http.body(made).getValue("seq").toString();
        assertEquals(
                "201 /orders/" + seq,
                made.statusCode() + " " + made.headers().firstValue("location").orElse(""));
        assertEquals(
                seq,
                Http.body(Http.post(node.http("/orders"), "{\"n\":7}", "X-Request-Id", "once"))
                        .getValue("seq")
                        .toString());
        assertTrue(new JsonArray(get("/orders/all/history").body()).contains(JsonObject.of("n", 7)));
        Awaitility.await().until(() -> get("/orders/seen").body().contains("7"));
        Awaitility.await().until(() -> get("/orders/seen").body().contains("7"));
    }

    @Test
    void a_response_sets_the_status_and_other_data_is_the_body() {
        assertEquals("<p>", get("/page").body());
        assertEquals(
                204,
                Http.send(HttpRequest.newBuilder(node.http("/orders/1")).DELETE())
                        .statusCode());
        assertEquals("200 {\"status\":404,\"body\":\"data\"}", shown(get("/like")));
        assertEquals("200 null", shown(get("/nothing")));
    }

    @Test
    void instances_share_the_requests() {
        Set<String> answers = new TreeSet<>();
        for (int i = 0; i < 4; i++) {
            answers.add(get("/who").body());
        }
        assertEquals(2, answers.size());
    }

    @Test
    void a_code_is_a_refusal_and_anything_else_internal() {
        JsonObject refusal = Http.body(Http.post(node.http("/orders"), "{}"));
        assertEquals("invalid_message: an order has n", refusal.getString("code") + ": " + refusal.getString("detail"));
        for (String path : List.of("/broken", "/cycle", "/split")) {
            JsonObject fault = Http.body(get(path));
            assertEquals("internal", fault.getString("code"), path);
            assertEquals("unexpected error; the cause is in the log", fault.getString("detail"));
        }
    }

    @Test
    void a_handler_that_loops_is_stopped_after_its_own_limit_and_the_loop_of_the_server_goes_on() {
        CompletableFuture<HttpResponse<String>> looping = CompletableFuture.supplyAsync(() -> get("/loop"));
        assertEquals(500, looping.join().statusCode());
        assertEquals(200, get("/who").statusCode());
    }

    @Test
    void a_route_comes_and_goes_with_its_script() {
        String id = TestNode.await(node.vertx().deployVerticle("js:late.js"));
        Awaitility.await().until(() -> get("/late").statusCode() == 200);
        TestNode.await(node.vertx().undeploy(id));
        assertEquals("not_found", Http.body(get("/late")).getString("code"));
    }

    private static HttpResponse<String> get(String path) {
        return Http.get(node.http(path));
    }

    private static String shown(HttpResponse<String> answer) {
        return answer.statusCode() + " " + answer.body();
    }
}
