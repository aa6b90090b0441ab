package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.polyglot.ScriptExtension;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A verticle in Python that answers HTTP, stores, and asks another server, in a whole node. */
@EnabledIfSystemProperty(named = "test.python", matches = "true")
class PythonRoutesIT {
    private static final String SCRIPT =
            """
            def start(context):
                origin = context.config['origin']

                async def order(request):
                    stored = await context.topics.append('orders.all', request['body'], key=request['headers']['x-key'])
                    return context.http.response(201, {'seq': stored['seq']}, {'location': f"/orders/{stored['seq']}"})

                async def elsewhere(request):
                    response = await context.fetch(origin + '/hi', method='POST', body='{"n": 1}')
                    return [response.status, response.ok, response.headers['x-path'], response.json()]

                async def forbidden(request):
                    return await context.fetch('http://example.org/')

                context.http.get('/squares/:n', lambda request: int(request['params']['n']) ** 2)
                context.http.post('/orders', order)
                context.http.get('/elsewhere', elsewhere)
                context.http.get('/forbidden', forbidden)
            """;

    @Test
    void routes_answer_store_and_ask_only_where_they_may(@TempDir Path folder) throws Exception {
        Vertx vertx = Vertx.vertx();
        HttpServer other = ScriptExtension.soon(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> request.response()
                        .putHeader("x-path", request.path())
                        .end(body)))
                .listen(0, "127.0.0.1"));
        String origin = "http://127.0.0.1:" + other.actualPort();
        try (TestNode node = node(folder, origin)) {
            assertEquals("49", Http.get(node.http("/squares/7")).body());
            HttpResponse<String> stored = Http.post(node.http("/orders"), "{\"n\":7}", "X-Key", "once");
            assertEquals("201 {\"seq\":1}", stored.statusCode() + " " + stored.body());
            assertEquals("/orders/1", stored.headers().firstValue("location").orElse(""));
            assertEquals(
                    "[200,true,\"/hi\",{\"n\":1}]",
                    Http.get(node.http("/elsewhere")).body());
            assertEquals(403, Http.get(node.http("/forbidden")).statusCode());
        } finally {
            ScriptExtension.soon(vertx.close());
        }
    }

    private static TestNode node(Path folder, String origin) throws Exception {
        Files.writeString(folder.resolve("routes.py"), SCRIPT);
        return TestNode.start(
                folder,
                "scripts.dir",
                JsonArray.of(folder.toString()),
                "scripts.languages",
                JsonArray.of(Python.class.getName()),
                "scripts.fetch",
                JsonArray.of(origin),
                "verticles",
                JsonArray.of(JsonObject.of("name", "python:routes.py", "config", JsonObject.of("origin", origin))));
    }
}
