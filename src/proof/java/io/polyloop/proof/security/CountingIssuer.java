package io.polyloop.proof.security;

import io.polyloop.fixture.engine.TokenFactory;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves the keys of a {@link TokenFactory} and counts how often they are fetched. */
final class CountingIssuer implements AutoCloseable {
    private final TokenFactory tokens = new TokenFactory();
    private final AtomicInteger fetches = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    CountingIssuer() {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    fetches.incrementAndGet();
                    request.response()
                            .putHeader("Content-Type", "application/json")
                            .end(tokens.jwks().encode());
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    TokenFactory tokens() {
        return tokens;
    }

    String keys() {
        return "http://127.0.0.1:" + server.actualPort() + "/jwks.json";
    }

    int fetches() {
        return fetches.get();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
