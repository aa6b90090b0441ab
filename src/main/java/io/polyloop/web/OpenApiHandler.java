package io.polyloop.web;

import io.polyloop.contract.AppContract;
import io.polyloop.contract.RouteDocuments;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Serves {@code /openapi.yaml} with the routes that the node knows of. Written again when they change; event loop only. */
final class OpenApiHandler implements Handler<RoutingContext> {
    private final Vertx vertx;
    private final AppContract contract;
    private Map<String, String> written;
    private String yaml;

    OpenApiHandler(Vertx vertx, AppContract contract) {
        this.vertx = vertx;
        this.contract = contract;
    }

    @Override
    public void handle(RoutingContext context) {
        Map<String, String> routes = Map.copyOf(RouteDocuments.of(vertx));
        if (routes.equals(written)) {
            ContractHandler.send(context, yaml);
            return;
        }
        vertx.executeBlocking(() -> contract.yaml(routes))
                .onSuccess(text -> {
                    written = routes;
                    yaml = text;
                    ContractHandler.send(context, text);
                })
                .onFailure(context::fail);
    }
}
