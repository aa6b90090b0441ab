package io.polyloop.docs.notes;

import io.polyloop.route.HttpRoutes;
import io.polyloop.route.Input;
import io.polyloop.route.Response;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;

/** The example of docs/verticles.md. */
public final class CheckedVerticle extends VerticleBase {
    private static final JsonObject ORDER = new JsonObject(
            """
            {"type": "object", "additionalProperties": false, "required": ["sku", "quantity"], "properties": {
              "sku": {"type": "string", "pattern": "^[A-Z]{2}-[0-9]+$"},
              "quantity": {"type": "integer", "minimum": 1, "maximum": 100}}}
            """);
    private static final JsonObject PAGE =
            new JsonObject("{\"properties\": {\"limit\": {\"type\": \"integer\", \"default\": 10}}}");

    @Override
    public Future<?> start() {
        HttpRoutes routes = new HttpRoutes(vertx);
        return Future.all(
                routes.route(
                        "POST",
                        "/api/v1/orders",
                        Input.json(ORDER),
                        request -> Future.succeededFuture(
                                Response.of(201, request.getJsonObject("body").getInteger("quantity")))),
                routes.route(
                        "GET",
                        "/api/v1/orders",
                        Input.none().query(PAGE),
                        request -> Future.succeededFuture(
                                request.getJsonObject("query").getInteger("limit"))));
    }
}
