package io.polyloop.docs.orders;

import io.micrometer.core.instrument.Counter;
import io.polyloop.verticle.Topics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.micrometer.backends.BackendRegistries;

/** Counts the orders that are placed on this node. */
public final class OrderMetrics extends VerticleBase {
    @Override
    public Future<?> start() {
        Counter placed = Counter.builder("orders.placed").register(BackendRegistries.getDefaultNow());
        return new Topics(vertx).on("orders.placed", message -> placed.increment());
    }
}
