package io.polyloop.docs.orders;

import io.polyloop.route.Allow;
import io.polyloop.route.HttpRoutes;
import io.polyloop.route.Input;
import io.polyloop.route.Response;
import io.polyloop.settings.Sections;
import io.polyloop.sql.Database;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;

/** The routes of orders. */
public final class OrderVerticle extends VerticleBase {
    private static final Allow CLIENTS = Allow.scope("orders");
    private static final String PATH = "/api/v1/orders";

    private static final String ORDER =
            """
            {
              "type": "object",
              "required": ["id", "item", "quantity", "cents"],
              "additionalProperties": false,
              "properties": {
                "id": {"type": "string", "pattern": "^[a-z0-9-]{1,36}$"},
                "item": {"type": "string", "minLength": 1, "maxLength": 100},
                "quantity": {"type": "integer", "minimum": 1, "maximum": %d},
                "cents": {"type": "integer", "minimum": 0, "maximum": 100000000}
              }
            }
            """;
    private static final String LIST =
            """
            {
              "type": "object",
              "properties": {
                "status": {"enum": ["placed", "paid"], "default": "placed"},
                "limit": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}
              }
            }
            """;

    private OrderSettings settings;
    private Orders orders;

    @Override
    public Future<?> start() {
        settings = Sections.of(vertx).read("orders", OrderSettings::new);
        orders = new Orders(new Database(vertx));
        Input order = Input.json(new JsonObject(ORDER.formatted(settings.maxQuantity())));
        Input list = Input.none().query(new JsonObject(LIST));
        HttpRoutes routes = new HttpRoutes(vertx);
        return Future.all(
                routes.route("POST", PATH, CLIENTS, order, this::place),
                routes.route("GET", PATH, CLIENTS, list, this::list),
                routes.route("GET", PATH + "/:id", CLIENTS, Input.none(), request -> orders.find(id(request))),
                routes.route("POST", PATH + "/:id/payment", CLIENTS, Input.none(), request -> orders.pay(id(request))));
    }

    private Future<?> place(JsonObject request) {
        JsonObject order = request.getJsonObject("body").put("currency", settings.currency());
        return orders.place(order).map(stored -> {
            int status = stored.rows().isEmpty() ? 200 : 201;
            return Response.of(status, order).header("location", PATH + "/" + order.getString("id"));
        });
    }

    private Future<?> list(JsonObject request) {
        JsonObject query = request.getJsonObject("query");
        return orders.list(query.getString("status"), query.getInteger("limit"));
    }

    private static String id(JsonObject request) {
        return request.getJsonObject("params").getString("id");
    }
}
