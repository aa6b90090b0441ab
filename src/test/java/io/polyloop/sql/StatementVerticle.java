package io.polyloop.sql;

import io.polyloop.route.HttpRoutes;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Runs the statements of requests, as no service should. */
final class StatementVerticle extends VerticleBase {
    private static final JsonObject DATA = JsonObject.of("a", 1);

    private Database database;

    @Override
    public Future<?> start() {
        database = new Database(vertx);
        HttpRoutes routes = new HttpRoutes(vertx);
        return Future.all(
                routes.route("POST", "/query", request -> query(request.getJsonObject("body"))),
                routes.route("POST", "/unit", request -> unit(request.getJsonObject("body"))),
                routes.route("POST", "/transaction", request -> transaction(request.getJsonObject("body"))));
    }

    private Future<?> query(JsonObject body) {
        return database.query(body.getString("sql"), parameters(body.getJsonArray("parameters")), Row::json);
    }

    private Future<?> unit(JsonObject body) {
        UnitOfWork unit = UnitOfWork.of();
        for (Object each : body.getJsonArray("sql")) {
            JsonArray statement = (JsonArray) each;
            unit = unit.update(
                    statement.getString(0),
                    parameters(statement.getJsonArray(1)).toArray());
            if (statement.size() > 2) {
                unit = unit.expect(statement.getInteger(2));
            }
        }
        for (Object topic : body.getJsonArray("append")) {
            unit = unit.append(topic.toString(), DATA);
        }
        return database.commit(unit).map(CommitResult::rows);
    }

    private Future<?> transaction(JsonObject body) {
        return database.transaction(tx -> {
                    body.getJsonArray("append").forEach(topic -> tx.append(topic.toString(), DATA));
                    return body.getJsonArray("sql").stream()
                            .map(JsonArray.class::cast)
                            .map(sql -> tx.update(
                                    sql.getString(0),
                                    parameters(sql.getJsonArray(1)).toArray()))
                            .toList();
                })
                .map(TransactionResult::value);
    }

    private static List<Object> parameters(JsonArray json) {
        return json.stream().toList();
    }
}
