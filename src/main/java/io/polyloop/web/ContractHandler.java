package io.polyloop.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Serves {@code /asyncapi.yaml} from memory. */
final class ContractHandler implements Handler<RoutingContext> {
    private final String yaml;

    private ContractHandler(String yaml) {
        this.yaml = yaml;
    }

    static Future<ContractHandler> load(Vertx vertx, String file) {
        return vertx.executeBlocking(() -> {
            try (InputStream packaged = ContractHandler.class.getResourceAsStream("/" + file)) {
                return new ContractHandler(new String(packaged.readAllBytes(), StandardCharsets.UTF_8));
            }
        });
    }

    @Override
    public void handle(RoutingContext context) {
        send(context, yaml);
    }

    /** Answers with a contract. */
    static void send(RoutingContext context, String yaml) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .end(yaml);
    }
}
