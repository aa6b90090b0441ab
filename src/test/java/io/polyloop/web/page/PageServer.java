package io.polyloop.web.page;

import io.polyloop.topic.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One event loop that serves pages on a free port, and a client for it. */
final class PageServer extends VerticleBase implements AutoCloseable {
    /** An answer, all of it. */
    record Answer(int status, MultiMap headers, Buffer body) {
        String header(String name) {
            return headers.get(name);
        }
    }

    private final Vertx own = Vertx.vertx();
    private final Context loop = own.getOrCreateContext();
    private final HttpClient client =
            own.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(50));
    private final Function<Vertx, Handler<RoutingContext>> pages;
    private HttpServer server;

    PageServer(Function<Vertx, Handler<RoutingContext>> pages) throws Exception {
        this.pages = pages;
        await(own.deployVerticle(this));
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        Handler<RoutingContext> handler = pages.apply(vertx);
        router.get("/*").handler(handler);
        router.head("/*").handler(handler);
        router.route().failureHandler(PageServer::answerProblem);
        server = vertx.createHttpServer().requestHandler(router);
        return server.listen(0, "127.0.0.1");
    }

    private static void answerProblem(RoutingContext context) {
        ProblemException refusal = ProblemException.of(context.failure());
        context.response()
                .setStatusCode(refusal.problem().status())
                .end(refusal.problem().code());
    }

    int port() {
        return server.actualPort();
    }

    Answer get(String path, String... headers) throws Exception {
        return await(send(HttpMethod.GET, path, headers));
    }

    Answer head(String path, String... headers) throws Exception {
        return await(send(HttpMethod.HEAD, path, headers));
    }

    /** From one event loop: asked from any other thread, the client now and then loses the end of a response. */
    Future<Answer> send(HttpMethod method, String path, String... headers) {
        Promise<Answer> answer = Promise.promise();
        loop.runOnContext(v -> ask(method, path, headers).onComplete(answer));
        return answer.future();
    }

    private Future<Answer> ask(HttpMethod method, String path, String... headers) {
        return client.request(method, port(), "127.0.0.1", path)
                .compose(request -> {
                    for (int i = 0; i < headers.length; i += 2) {
                        request.putHeader(headers[i], headers[i + 1]);
                    }
                    return request.send();
                })
                .compose(PageServer::whole);
    }

    private static Future<Answer> whole(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), response.headers(), body));
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        await(own.close());
    }

    /** The file descriptors of this process that are open on {@code name}. */
    static long openFiles(String name) throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(fd -> pointsTo(fd, name)).count();
        }
    }

    private static boolean pointsTo(Path descriptor, String name) {
        try {
            return Files.readSymbolicLink(descriptor).toString().endsWith(name);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    static Map<String, String> security() {
        return Map.of("X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer");
    }
}
