package io.polyloop.polyglot.contract;

import io.polyloop.route.Allow;
import io.polyloop.route.HttpRoutes;
import io.polyloop.route.Input;
import io.polyloop.sql.CommitResult;
import io.polyloop.sql.Database;
import io.polyloop.sql.Row;
import io.polyloop.sql.SqlStatement;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Message;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Failures;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a feature does with its tables and the input of its routes, under addresses that the contract asks. */
public final class FeatureVerticle extends VerticleBase {
    private static final long LARGE = Long.MAX_VALUE;

    private final List<Future<Void>> registered = new ArrayList<>();
    private Database database;

    @Override
    public Future<?> start() {
        database = new Database(vertx);
        this.<JsonArray>answer("query", body -> {
            SqlStatement query = statement(body);
            return database.query(query.sql(), query.parameters(), Row::json).map(JsonArray::new);
        });
        this.<JsonArray>answer("update", body -> {
            SqlStatement update = statement(body);
            return database.update(update.sql(), update.parameters().toArray());
        });
        this.<JsonObject>answer("commit", unit -> commit(database, unit));
        this.<JsonObject>answer(
                "commit-as", body -> commit(database.as(body.getJsonObject("user")), body.getJsonObject("unit")));
        this.<JsonObject>answer("code", unit -> commit(database, unit)
                .map(Object.class::cast)
                .otherwise(refusal -> ((ProblemException) refusal).getCode()));
        this.<JsonObject>answer(
                "fault", unit -> commit(database, unit).map(Object.class::cast).otherwise(Throwable::getMessage));
        answer("values", body -> values());
        routes();
        return Future.join(registered);
    }

    private void routes() {
        HttpRoutes routes = new HttpRoutes(vertx);
        JsonObject integer = JsonObject.of("type", "integer");
        JsonObject order = object("item", JsonObject.of("type", "string"), "count", integer)
                .put("required", JsonArray.of("item"));
        JsonObject dry = object("dry", JsonObject.of("type", "boolean", "default", false));
        registered.add(routes.route(
                "POST",
                "/feature/orders",
                Input.json(order).query(dry),
                request -> Future.succeededFuture(
                        JsonObject.of("body", request.getValue("body"), "query", request.getValue("query")))));
        registered.add(routes.route(
                "POST",
                "/feature/form",
                Input.form(order),
                request -> Future.succeededFuture(request.getValue("body"))));
        registered.add(routes.route(
                "POST",
                "/feature/hooks/:id",
                Allow.ANYONE,
                Input.bytes().path(object("id", integer)),
                request -> Future.succeededFuture(JsonObject.of(
                        "sent",
                        numbers(request.getBuffer("body").getBytes()),
                        "id",
                        request.getJsonObject("params").getValue("id")))));
    }

    private static JsonObject object(String name, JsonObject property, Object... more) {
        JsonObject properties = JsonObject.of(name, property);
        for (int i = 0; i < more.length; i += 2) {
            properties.put((String) more[i], more[i + 1]);
        }
        return JsonObject.of("type", "object", "properties", properties);
    }

    private static JsonArray numbers(byte[] bytes) {
        JsonArray numbers = new JsonArray();
        for (byte one : bytes) {
            numbers.add(one & 0xff);
        }
        return numbers;
    }

    private static SqlStatement statement(JsonArray body) {
        return SqlStatement.parse(JsonObject.of("sql", body.getString(0), "parameters", body.getJsonArray(1)));
    }

    private static Future<JsonObject> commit(Database database, JsonObject unit) {
        return Future.succeededFuture(unit)
                .map(UnitOfWork::parse)
                .compose(database::commit)
                .map(FeatureVerticle::json);
    }

    /** In the form that the scripts get. */
    private static JsonObject json(CommitResult result) {
        JsonArray appended = new JsonArray();
        result.appended()
                .forEach(one -> appended.add(new JsonObject()
                        .put("topic", one.topic().value())
                        .put("epoch", one.epoch())
                        .put("seq", one.last())
                        .put("at", Message.time(one.at()))));
        return JsonObject.of("rows", new JsonArray(result.rows()), "appended", appended);
    }

    private Future<JsonObject> values() {
        byte[] data = {0, 127, -1};
        return database.update(
                        "insert into kinds (large, amount, small, data, note) values (?, ?, ?, ?, ?)",
                        LARGE,
                        19.99,
                        7,
                        data,
                        null)
                .compose(
                        v -> database.query("select * from kinds where large = ?", List.of(LARGE), Function.identity()))
                .map(rows -> describe(rows.get(0)));
    }

    private static JsonObject describe(Row row) {
        return row.json().put("large", row.number("large") == LARGE).put("data", numbers(row.bytes("data")));
    }

    private <T> void answer(String what, Function<T, Future<?>> handler) {
        registered.add(vertx.eventBus()
                .<T>consumer("feature." + what, message -> Future.succeededFuture(message.body())
                        .compose(handler::apply)
                        .onSuccess(message::reply)
                        .onFailure(failure -> Failures.reply(message, failure)))
                .completion());
    }
}
