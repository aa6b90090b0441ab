package io.polyloop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Contract;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.gateway.GatewayRoutes;
import io.polyloop.route.HttpRoutes;
import io.polyloop.route.Input;
import io.polyloop.route.RequestBody;
import io.polyloop.route.Resource;
import io.polyloop.route.Routes;
import io.polyloop.route.StreamedResponse;
import io.polyloop.topic.Journal;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes of classes under {@code http.routes}. */
class ExtensionRoutesIT {
    private static final int CHUNK = 64 * 1024;
    private static final long LARGE = 256L * 1024 * 1024;
    private static final AtomicLong PRODUCED = new AtomicLong();
    private static final AtomicBoolean CLOSED = new AtomicBoolean();

    @TempDir
    static Path data;

    private static TestNode node;

    /** Documents in a shop. */
    public static final class Documents implements Routes {
        @Override
        public void mount(Router router, Vertx vertx, Journal journal) {
            JsonObject schema =
                    new JsonObject("{\"type\": \"object\", \"properties\": {\"n\": {\"type\": \"integer\"}}}");
            JsonObject path = new JsonObject("{\"properties\": {\"id\": {\"type\": \"integer\"}}}");
            Handler<RoutingContext> echo = context -> context.json(Input.of(context));
            Resource.at(router, "/api/v1/documents/:id")
                    .get(Input.none().path(path), echo)
                    .put(Input.json(schema).path(path), echo)
                    .patch(RequestBody.upTo(10, "ten"), context -> context.end("patched"))
                    .register();
            Resource.at(router, "/api/v1/export")
                    .get(context -> StreamedResponse.send(
                            context, "application/octet-stream", new Endless(vertx), () -> CLOSED.set(true)))
                    .register();
        }
    }

    /** Takes a path of the service. */
    public static final class Thief implements Routes {
        @Override
        public void mount(Router router, Vertx vertx, Journal journal) {
            router.get("/api/v1/topics/:topic/mine").handler(RoutingContext::end);
        }
    }

    /** Produces chunks up to {@link #LARGE}, as long as it is not paused. */
    private static final class Endless implements ReadStream<Buffer> {
        private final Vertx vertx;
        private Handler<Buffer> handler;
        private Handler<Void> end;
        private boolean flowing = true;
        private long sent;

        Endless(Vertx vertx) {
            this.vertx = vertx;
        }

        private void next() {
            if (flowing && handler != null && sent < LARGE) {
                sent += CHUNK;
                PRODUCED.addAndGet(CHUNK);
                handler.handle(Buffer.buffer(new byte[CHUNK]));
                vertx.runOnContext(again -> next());
            } else if (sent >= LARGE && end != null) {
                end.handle(null);
                end = null;
            }
        }

        @Override
        public ReadStream<Buffer> handler(Handler<Buffer> handler) {
            this.handler = handler;
            vertx.runOnContext(first -> next());
            return this;
        }

        @Override
        public ReadStream<Buffer> pause() {
            flowing = false;
            return this;
        }

        @Override
        public ReadStream<Buffer> resume() {
            if (!flowing) {
                flowing = true;
                vertx.runOnContext(again -> next());
            }
            return this;
        }

        @Override
        public ReadStream<Buffer> fetch(long amount) {
            return resume();
        }

        @Override
        public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
            return this;
        }

        @Override
        public ReadStream<Buffer> endHandler(Handler<Void> handler) {
            this.end = handler;
            return this;
        }
    }

    @BeforeAll
    static void start() {
        node = TestNode.start(
                data, "http.routes", JsonArray.of(Documents.class.getName(), GatewayRoutes.class.getName()));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_resource_gets_its_input_with_types() {
        JsonObject seen = Http.body(send("PUT", "/api/v1/documents/7", "{\"n\":1}"));

        assertEquals(JsonObject.of("id", 7), seen.getJsonObject("params"));
        assertEquals(JsonObject.of("n", 1), seen.getJsonObject("body"));
        assertEquals("patched", send("PATCH", "/api/v1/documents/x", "{}").body());
    }

    @Test
    void what_does_not_match_is_refused() {
        assertEquals("invalid_message", code(send("PUT", "/api/v1/documents/7", "{\"n\":\"1\"}")));
        assertEquals("invalid_json", code(send("PUT", "/api/v1/documents/7", "{")));
        assertEquals("invalid_parameter", code(send("PUT", "/api/v1/documents/x", "{}")));
        assertEquals("invalid_parameter", code(Http.get(node.http("/api/v1/documents/7?x=1"))));
        assertEquals("too_large", code(send("PATCH", "/api/v1/documents/7", "x".repeat(11))));
        HttpResponse<String> deleted = send("DELETE", "/api/v1/documents/7", "");
        assertEquals("method_not_allowed", code(deleted));
        assertEquals(
                "GET, HEAD, OPTIONS, PATCH, PUT",
                deleted.headers().firstValue("allow").orElse(""));
    }

    @Test
    void a_class_that_takes_a_path_of_the_service_fails_the_start() {
        RuntimeException refusal = assertThrows(RuntimeException.class, () -> TestNode.start(
                        data.resolve("other"), "http.routes", JsonArray.of(Thief.class.getName()))
                .close());

        assertTrue(
                refusal.getMessage()
                        .contains(
                                "Thief adds a route at /api/v1/topics/:topic/mine, but /api/v1/topics is the service's own"),
                refusal::getMessage);
    }

    @Test
    void the_contract_reports_a_method_that_is_served_and_not_listed() {
        AssertionError difference = assertThrows(AssertionError.class, () -> Contract.check(node));

        assertTrue(
                difference.getMessage().contains("PATCH /api/v1/documents/{id} is served, but is not in /openapi.yaml"),
                difference::getMessage);
    }

    @Test
    void the_contract_compares_an_answer() {
        Contract contract = Contract.of(node);

        contract.get("/api/v1/documents/7");
        contract.request("PUT", "/api/v1/documents/7", "application/json", "{\"n\":\"x\"}");
        contract.get("/api/v1/topics?limit=0");
        assertThrows(AssertionError.class, () -> contract.get("/api/v1/export"));
    }

    @Test
    void the_contract_reports_an_operation_that_no_route_serves() {
        VerticleBase orders = new VerticleBase() {
            @Override
            public Future<?> start() {
                return new HttpRoutes(vertx)
                        .route("POST", "/api/v1/gone", Input.none(), request -> Future.succeededFuture());
            }
        };
        String id = TestNode.await(node.vertx().deployVerticle(orders));
        Contract contract = Contract.of(node);
        TestNode.await(node.vertx().undeploy(id));
        Awaitility.await().until(() -> Http.post(node.http("/api/v1/gone"), "").statusCode() == 404);

        AssertionError difference = assertThrows(AssertionError.class, contract::checkRoutes);

        assertTrue(
                difference.getMessage().contains("POST /api/v1/gone is in /openapi.yaml, but no route serves it"),
                difference::getMessage);
    }

    @Test
    void a_client_that_does_not_read_pauses_the_source_and_ends_it_when_it_leaves() throws IOException {
        PRODUCED.set(0);
        CLOSED.set(false);
        try (Socket socket = new Socket("127.0.0.1", node.port())) {
            socket.setReceiveBufferSize(CHUNK);
            socket.getOutputStream()
                    .write("GET /api/v1/export HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertTrue(in.read() > 0);
            long[] before = {-1};
            Awaitility.await().until(() -> before[0] == (before[0] = PRODUCED.get()));
            assertTrue(PRODUCED.get() < LARGE / 8, PRODUCED::toString);
            in.readNBytes(4 * 1024 * 1024);
            Awaitility.await().until(() -> PRODUCED.get() > before[0]);
        }
        Awaitility.await().untilTrue(CLOSED);
        assertTrue(PRODUCED.get() < LARGE, PRODUCED::toString);
    }

    private static HttpResponse<String> send(String method, String path, String json) {
        return Http.send(HttpRequest.newBuilder(node.http(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    }

    private static String code(HttpResponse<String> answer) {
        return Http.body(answer).getString("code");
    }
}
