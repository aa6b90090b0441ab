package io.polyloop.ops;

import io.polyloop.bus.Addresses;
import io.polyloop.bus.LocalCodec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The named checks behind the probes. Safe for use by all event loops. */
public final class Health {
    /** Where a node is in its life. */
    public enum Phase {
        STARTING,
        SERVING,
        DRAINING
    }

    /** A probe waits no longer for the journal; orchestrators give up on theirs after a second or a few. */
    private static final long CHECK_TIMEOUT_MS = 2_000;

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);
    private final HealthChecks started;
    private final HealthChecks ready;
    private final HealthChecks alive;

    public Health(Vertx vertx) {
        started = HealthChecks.create(vertx)
                .register("started", CHECK_TIMEOUT_MS, promise -> promise.complete(status(phase() != Phase.STARTING)));
        ready = HealthChecks.create(vertx)
                .register("serving", CHECK_TIMEOUT_MS, promise -> promise.complete(status(phase() == Phase.SERVING)))
                .register("journal", CHECK_TIMEOUT_MS, promise -> journal(vertx).onComplete(promise));
        // That this answers is the check: an event loop runs it.
        alive = HealthChecks.create(vertx)
                .register("event-loop", CHECK_TIMEOUT_MS, promise -> promise.complete(Status.OK()));
    }

    /** Adds what readiness depends on, with data for people to read. Both are called on an event loop. */
    public void need(String name, BooleanSupplier up, Supplier<JsonObject> data) {
        ready.register(
                name,
                CHECK_TIMEOUT_MS,
                promise -> promise.complete(up.getAsBoolean() ? Status.OK(data.get()) : Status.KO(data.get())));
    }

    /** Adds to what readiness tells, not to what it depends on. {@code data} is called on an event loop. */
    public void tell(String name, Supplier<JsonObject> data) {
        ready.register(name, CHECK_TIMEOUT_MS, promise -> promise.complete(Status.OK(data.get())));
    }

    /** Moves on; {@code DRAINING} makes the node not ready before it stops to serve. */
    public void enter(Phase next) {
        phase.set(next);
    }

    Future<CheckResult> started() {
        return started.checkStatus();
    }

    Future<CheckResult> ready() {
        return ready.checkStatus();
    }

    Future<CheckResult> alive() {
        return alive.checkStatus();
    }

    private Phase phase() {
        return phase.get();
    }

    private static Status status(boolean ok) {
        return ok ? Status.OK() : Status.KO();
    }

    private static Future<Status> journal(Vertx vertx) {
        return vertx.eventBus()
                .request(Addresses.JOURNAL_CHECK, true, LocalCodec.options().setSendTimeout(CHECK_TIMEOUT_MS))
                .map(answer -> Status.OK())
                .otherwise(Status.KO());
    }
}
