package io.polyloop.bench.transaction;

import io.polyloop.bench.append.SampleMessages;
import io.polyloop.bus.JournalClient;
import io.polyloop.sql.Database;
import io.polyloop.sql.UnitOfWork;
import io.polyloop.topic.Journal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.IntFunction;

/** What a writer does once, on the engine; made on the event loop of its writers. */
enum Work {
    APPEND(Work::append),
    TRANSACTION(Work::transaction),
    UNIT(Work::unit),
    SCRIPT_APPEND(vertx -> ask(vertx, "append")),
    SCRIPT_UNIT(vertx -> ask(vertx, "unit"));

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);
    static final JsonObject DATA = new JsonObject(SampleMessages.DATA);

    private final Function<Vertx, IntFunction<Future<?>>> factory;

    Work(Function<Vertx, IntFunction<Future<?>>> factory) {
        this.factory = factory;
    }

    /** By the number of the writer. */
    IntFunction<Future<?>> on(Vertx vertx) {
        return factory.apply(vertx);
    }

    boolean isScript() {
        return this == SCRIPT_APPEND || this == SCRIPT_UNIT;
    }

    private static IntFunction<Future<?>> append(Vertx vertx) {
        Journal journal = new JournalClient(vertx, REQUEST_TIMEOUT);
        return writer -> journal.append(SampleMessages.append(writer));
    }

    private static IntFunction<Future<?>> transaction(Vertx vertx) {
        Database database = new Database(vertx);
        return writer -> {
            long id = Orders.nextId();
            return database.transaction(tx -> {
                tx.append(SampleMessages.topic(writer), DATA);
                return tx.update(Orders.INSERT, id, Orders.customer(writer), Orders.cents(id));
            });
        };
    }

    private static IntFunction<Future<?>> unit(Vertx vertx) {
        Database database = new Database(vertx);
        return writer -> {
            long id = Orders.nextId();
            return database.commit(UnitOfWork.of()
                    .update(Orders.INSERT, id, Orders.customer(writer), Orders.cents(id))
                    .append(SampleMessages.topic(writer), DATA));
        };
    }

    /** {@code src/bench/scripts/orders.js} does it. */
    private static IntFunction<Future<?>> ask(Vertx vertx, String address) {
        return writer -> vertx.eventBus()
                .request(
                        address,
                        JsonObject.of(
                                "id",
                                Orders.nextId(),
                                "customer",
                                Orders.customer(writer),
                                "topic",
                                SampleMessages.topic(writer)));
    }
}
