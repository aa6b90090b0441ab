package io.polyloop.sql;

import io.polyloop.route.HttpRoutes;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;

/** Runs one transaction for each request; the answer is its value. */
final class TransactionVerticle extends VerticleBase {
    private final String path;
    private final Function<Transaction, ?> code;

    TransactionVerticle(String path, Function<Transaction, ?> code) {
        this.path = path;
        this.code = code;
    }

    @Override
    public Future<?> start() {
        Database database = new Database(vertx);
        return new HttpRoutes(vertx).route("POST", path, request -> database.transaction(code::apply)
                .map(TransactionResult::value));
    }
}
