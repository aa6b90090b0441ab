package io.polyloop.ops;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The health checks of a node, for its probes. A part of the node reports changes, or registers a supplier that only
 * reads memory: a probe answers from the last known state, so it never waits for a part that is busy or stuck.
 * Thread-safe.
 */
public final class Health {
    /** The phases of a node. */
    public enum Phase {
        STARTING,
        SERVING,
        DRAINING
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);
    private final ProbeChecks startup = new ProbeChecks();
    private final ProbeChecks readiness = new ProbeChecks();
    private final ProbeChecks liveness = new ProbeChecks();

    public Health() {
        startup.add("started", true, () -> new State(phase.get() != Phase.STARTING));
        readiness.add("serving", true, () -> new State(phase.get() == Phase.SERVING));
    }

    /**
     * Adds a check that readiness requires. It is down until it is reported. A repeated name replaces the earlier check.
     */
    public Report addRequired(String name) {
        return report(name, true);
    }

    /** Adds a check that {@code /readyz} shows and readiness does not require. */
    public Report addInfo(String name) {
        return report(name, false);
    }

    /** Adds a required check whose suppliers run at each probe, on any thread; they must not block. */
    public void addRequired(String name, BooleanSupplier up, Supplier<JsonObject> data) {
        addCheck(name, true, () -> new State(up.getAsBoolean(), data.get()));
    }

    /** Adds an informational check whose supplier runs at each probe, on any thread; it must not block. */
    public void addInfo(String name, Supplier<JsonObject> data) {
        addCheck(name, false, () -> new State(true, data.get()));
    }

    /**
     * Adds a readiness check.
     *
     * @param required whether the node is not ready while this check is down
     * @param state runs at each probe, on any thread; must not block
     */
    public void addCheck(String name, boolean required, Supplier<State> state) {
        readiness.add(name, required, state);
    }

    /** Adds a check that liveness and readiness require: only a restart helps while it is down. */
    void addLiveness(String name, BooleanSupplier up, Supplier<JsonObject> data) {
        liveness.add(name, true, () -> new State(up.getAsBoolean(), data.get()));
        addRequired(name, up, data);
    }

    /** {@code DRAINING} makes the node not ready before it stops serving. */
    public void setPhase(Phase next) {
        phase.set(next);
    }

    /** Whether {@code /readyz} would answer 200. Any thread. */
    public boolean isReady() {
        return readiness.evaluate().up();
    }

    ProbeChecks startup() {
        return startup;
    }

    ProbeChecks readiness() {
        return readiness;
    }

    ProbeChecks liveness() {
        return liveness;
    }

    private Report report(String name, boolean required) {
        Report report = new Report();
        addCheck(name, required, report);
        return report;
    }

    /** Receives the state of one part. Its data must not be modified afterwards. */
    public static final class Report implements Supplier<State> {
        private volatile State state = new State(false);

        private Report() {}

        public void up() {
            state = new State(true);
        }

        public void up(JsonObject data) {
            state = new State(true, data);
        }

        public void down(JsonObject data) {
            state = new State(false, data);
        }

        @Override
        public State get() {
            return state;
        }
    }

    /**
     * The state of one part.
     *
     * @param data null for none
     */
    public record State(boolean up, JsonObject data) {
        public State(boolean up) {
            this(up, null);
        }
    }
}
