package io.polyloop.proof.outbox;

import io.polyloop.route.HttpRoutes;
import io.polyloop.sql.CommitResult;
import io.polyloop.sql.Database;
import io.polyloop.sql.Transaction;
import io.polyloop.sql.TransactionResult;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Appended;
import io.polyloop.topic.Problem;
import io.polyloop.verticle.Failures;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The feature under test: stores an order and its messages in one commit, in each way that there is. */
public final class OutboxVerticle extends VerticleBase {
    static final String PATH = "/outbox";

    private Database database;

    @Override
    public Future<?> start() {
        database = new Database(vertx);
        return new HttpRoutes(vertx).route("POST", PATH, request -> commit(request.getJsonObject("body")));
    }

    private Future<JsonObject> commit(JsonObject body) {
        Order order = Order.of(body);
        return switch (order.kind()) {
            case TRANSACTION -> transaction(order, OutboxVerticle::count);
            case THROWN ->
                transaction(order, (tx, same) -> {
                    throw Problem.FORBIDDEN.because("rolled back on purpose");
                });
            case VIOLATING -> transaction(order, (tx, same) -> tx.update(OutboxTables.VIOLATE, same.counter()));
            case UNIT, ROWS -> unit(count(insert(order), order));
            case UNMATCHED ->
                unit(insert(order).update(OutboxTables.COUNT, "absent").expect(1));
            case VIOLATION -> unit(insert(order).update(OutboxTables.VIOLATE, order.counter()));
            case JSON -> json(order);
            case PLAIN -> throw Problem.NOT_FOUND.because("plain messages have a route of the service");
        };
    }

    private interface Step {
        void run(Transaction transaction, Order order);
    }

    private Future<JsonObject> transaction(Order order, Step last) {
        return database.transaction(tx -> {
                    tx.update(
                            OutboxTables.INSERT,
                            order.id(),
                            order.counter(),
                            order.topics().size());
                    for (int i = 0; i < order.topics().size(); i++) {
                        tx.append(order.topics().get(i), order.data(i), order.key(i));
                    }
                    last.run(tx, order);
                    return order.id();
                })
                .map(TransactionResult::appended)
                .map(OutboxVerticle::answer);
    }

    /** Reads before it writes: without isolation one of two transactions would be lost. */
    private static void count(Transaction tx, Order order) {
        long value = tx.query(OutboxTables.VALUE, List.of(order.counter()), row -> row.number("value"))
                .get(0);
        if (tx.update(OutboxTables.COMPARE_AND_SET, value + 1, order.counter(), value) != 1) {
            throw Problem.CONFLICT.because("another transaction has counted");
        }
    }

    private static UnitOfWork insert(Order order) {
        UnitOfWork unit = UnitOfWork.of()
                .update(
                        OutboxTables.INSERT,
                        order.id(),
                        order.counter(),
                        order.topics().size())
                .expect(1);
        for (int i = 0; i < order.topics().size(); i++) {
            unit = unit.append(order.topics().get(i), order.data(i), order.key(i));
        }
        return unit;
    }

    private static UnitOfWork count(UnitOfWork unit, Order order) {
        return unit.update(OutboxTables.COUNT, order.counter()).expect(1);
    }

    private Future<JsonObject> unit(UnitOfWork unit) {
        return database.commit(unit).map(CommitResult::appended).map(OutboxVerticle::answer);
    }

    private Future<JsonObject> json(Order order) {
        JsonArray append = new JsonArray();
        for (int i = 0; i < order.topics().size(); i++) {
            append.add(JsonArray.of(order.topics().get(i), order.data(i), order.key(i)));
        }
        JsonArray sql = JsonArray.of(
                JsonArray.of(
                        OutboxTables.INSERT,
                        JsonArray.of(order.id(), order.counter(), order.topics().size()),
                        1),
                JsonArray.of(OutboxTables.COUNT, JsonArray.of(order.counter()), 1));
        return vertx.eventBus()
                .<JsonObject>request(Database.COMMIT, JsonObject.of("sql", sql, "append", append))
                .map(reply -> numbers(reply.body().getJsonArray("appended").stream()
                        .map(appended -> ((JsonObject) appended).getLong("seq"))
                        .toList()))
                .recover(failure -> Future.failedFuture(Failures.of(failure, Problem.JOURNAL_DOWN)));
    }

    private static JsonObject answer(List<Appended> appended) {
        return numbers(appended.stream().map(Appended::first).toList());
    }

    private static JsonObject numbers(List<Long> seqs) {
        return JsonObject.of("seqs", new JsonArray(seqs));
    }
}
