package io.polyloop.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.InputStream;

/** Serves a contract, {@code /openapi.yaml} or {@code /asyncapi.yaml}, from memory. */
final class ContractHandler implements Handler<RoutingContext> {
    private final Buffer yaml;

    private ContractHandler(Buffer yaml) {
        this.yaml = yaml;
    }

    static Future<ContractHandler> load(Vertx vertx, String file) {
        return vertx.executeBlocking(() -> {
            try (InputStream packaged = ContractHandler.class.getResourceAsStream("/" + file)) {
                return new ContractHandler(Buffer.buffer(packaged.readAllBytes()));
            }
        });
    }

    @Override
    public void handle(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .end(yaml);
    }
}
