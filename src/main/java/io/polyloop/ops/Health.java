package io.polyloop.ops;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the parts of a node say of themselves, for the probes. A part reports when it knows something new, or leaves a
 * supplier that only reads memory: a probe answers from what was last known, and never waits for a part that is busy
 * or stuck. Safe for use by all threads.
 */
public final class Health {
    /** Where a node is in its life. */
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
     * Adds a condition of readiness, which does not hold until it is reported. A name given again replaces the first.
     */
    public Report addRequired(String name) {
        return report(name, true);
    }

    /** Adds to what readiness shows, not to what it depends on. */
    public Report addInfo(String name) {
        return report(name, false);
    }

    /** The same as {@link #addRequired(String)}, asked at each probe. Both must not block, and may be called by any thread. */
    public void addRequired(String name, BooleanSupplier up, Supplier<JsonObject> data) {
        addCheck(name, true, () -> new State(up.getAsBoolean(), data.get()));
    }

    /** The same as {@link #addInfo(String)}, asked at each probe. Must not block, and may be called by any thread. */
    public void addInfo(String name, Supplier<JsonObject> data) {
        addCheck(name, false, () -> new State(true, data.get()));
    }

    /**
     * Adds what readiness shows, and, if it is {@code needed}, depends on. {@code state} is asked at each probe, by any
     * thread: it must not block.
     */
    public void addCheck(String name, boolean needed, Supplier<State> state) {
        readiness.add(name, needed, state);
    }

    /** Adds a condition of life and of readiness: without it a node has to be started again. */
    void addLiveness(String name, BooleanSupplier up, Supplier<JsonObject> data) {
        liveness.add(name, true, () -> new State(up.getAsBoolean(), data.get()));
        addRequired(name, up, data);
    }

    /** Moves on; {@code DRAINING} makes the node not ready before it stops to serve. */
    public void setPhase(Phase next) {
        phase.set(next);
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

    private Report report(String name, boolean needed) {
        Report report = new Report();
        addCheck(name, needed, report);
        return report;
    }

    /** Takes what one part says of itself. Data is for people to read, and must not be changed afterwards. */
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
