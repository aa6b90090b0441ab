package io.polyloop.docs.notes;

import io.polyloop.route.HttpRoutes;
import io.polyloop.route.Input;
import io.polyloop.sql.Database;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.List;

public final class StockVerticle extends VerticleBase {
    private static final JsonObject BOOKING = new JsonObject(
            """
            {"type": "object", "required": ["pieces"],
             "properties": {"pieces": {"type": "integer", "minimum": 1}}}""");

    private Database database;

    @Override
    public Future<?> start() {
        database = new Database(vertx);
        return new HttpRoutes(vertx).route("POST", "/stock/:item/bookings", Input.json(BOOKING), request -> {
            String item = request.getJsonObject("params").getString("item");
            int pieces = request.getJsonObject("body").getInteger("pieces");
            return book(item, pieces, 5);
        });
    }

    private Future<Long> book(String item, int pieces, int attempts) {
        return database.query("select pieces from stock where item = ?", List.of(item), row -> row.number("pieces"))
                .compose(rows -> commit(item, rows.isEmpty() ? 0 : rows.get(0), pieces))
                // Another request was faster: read and decide again.
                .recover(failure -> isConflict(failure) && attempts > 1
                        ? book(item, pieces, attempts - 1)
                        : Future.failedFuture(failure));
    }

    private Future<Long> commit(String item, long left, int pieces) {
        if (left < pieces) {
            return Future.failedFuture(Problem.NOT_FOUND.because("sold out"));
        }
        return database.commit(UnitOfWork.of()
                        .update("update stock set pieces = ? where item = ? and pieces = ?", left - pieces, item, left)
                        .expect(1)
                        .append("stock." + item, JsonObject.of("booked", pieces)))
                .map(committed -> committed.appended().get(0).last());
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof ProblemException refusal && refusal.problem() == Problem.CONFLICT;
    }
}
