package io.polyloop.docs.notes;

import io.polyloop.route.HttpRoutes;
import io.polyloop.route.Response;
import io.polyloop.sql.Database;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Problem;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.List;

public final class OrdersVerticle extends VerticleBase {
    private Database database;

    @Override
    public Future<?> start() {
        database = new Database(vertx);
        HttpRoutes routes = new HttpRoutes(vertx);
        return Future.all(
                routes.route("POST", "/orders", this::place), routes.route("GET", "/orders/:id", this::order));
    }

    private Future<Response> place(JsonObject request) {
        JsonObject order = request.getJsonObject("body");
        return database.commit(UnitOfWork.of()
                        .update(
                                "insert into orders (id, item, pieces) values (?, ?, ?)",
                                order.getString("id"),
                                order.getString("item"),
                                order.getInteger("pieces"))
                        .append("orders.placed", order))
                .map(committed -> Response.of(201, order));
    }

    private Future<JsonObject> order(JsonObject request) {
        String id = request.getJsonObject("params").getString("id");
        return database.query("select item, pieces from orders where id = ?", List.of(id), row -> row.json())
                .map(rows -> rows.stream().findFirst().orElseThrow(() -> Problem.NOT_FOUND.because("no such order")));
    }
}
