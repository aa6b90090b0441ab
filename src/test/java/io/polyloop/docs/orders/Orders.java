package io.polyloop.docs.orders;

import io.polyloop.sql.CommitResult;
import io.polyloop.sql.Database;
import io.polyloop.sql.Row;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The table of orders, and the messages about them. */
final class Orders {
    private static final int ATTEMPTS = 3;

    private final Database database;

    Orders(Database database) {
        this.database = database;
    }

    /** Stores a row and a message, or neither. A repeat stores nothing: the id of the order is the key of its message. */
    Future<CommitResult> place(JsonObject order) {
        String id = order.getString("id");
        return database.commit(UnitOfWork.of()
                .update(
                        "insert into orders (id, item, quantity, cents, currency, status, version)"
                                + " values (?, ?, ?, ?, ?, 'placed', 1)",
                        id,
                        order.getString("item"),
                        order.getInteger("quantity"),
                        order.getLong("cents"),
                        order.getString("currency"))
                .append("orders.placed", order, id));
    }

    Future<List<JsonObject>> list(String status, int limit) {
        return database.query(
                "select * from orders where status = ? order by id limit ?", List.of(status, limit), Row::json);
    }

    Future<JsonObject> find(String id) {
        return database.query("select * from orders where id = ?", List.of(id), Row::json)
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> Problem.NOT_FOUND.because("there is no order " + id)));
    }

    Future<JsonObject> pay(String id) {
        return pay(id, ATTEMPTS);
    }

    /** If another request changes the order after it was read, it is read again. */
    private Future<JsonObject> pay(String id, int attempts) {
        return find(id).compose(this::markPaid).recover(failure -> {
            boolean again = attempts > 1 && isConflict(failure);
            return again ? pay(id, attempts - 1) : Future.failedFuture(failure);
        });
    }

    private Future<JsonObject> markPaid(JsonObject order) {
        if (order.getString("status").equals("paid")) {
            return Future.succeededFuture(order);
        }
        long version = order.getLong("version");
        JsonObject paid = order.copy().put("status", "paid").put("version", version + 1);
        return database.commit(UnitOfWork.of()
                        .update(
                                "update orders set status = 'paid', version = version + 1 where id = ? and version = ?",
                                order.getString("id"),
                                version)
                        .expect(1)
                        .append("orders.paid", paid))
                .map(paid);
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof ProblemException refused && refused.problem() == Problem.CONFLICT;
    }
}
