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
    private final Checks started = new Checks();
    private final Checks ready = new Checks();
    private final Checks alive = new Checks();

    public Health() {
        started.add("started", true, () -> new State(phase.get() != Phase.STARTING));
        ready.add("serving", true, () -> new State(phase.get() == Phase.SERVING));
    }

    /**
     * Adds a condition of readiness, which does not hold until it is reported. A name given again replaces the first.
     */
    public Report need(String name) {
        return report(name, true);
    }

    /** Adds to what readiness shows, not to what it depends on. */
    public Report show(String name) {
        return report(name, false);
    }

    /** The same as {@link #need(String)}, asked at each probe. Both must not block, and may be called by any thread. */
    public void need(String name, BooleanSupplier up, Supplier<JsonObject> data) {
        observe(name, true, () -> new State(up.getAsBoolean(), data.get()));
    }

    /** The same as {@link #show(String)}, asked at each probe. Must not block, and may be called by any thread. */
    public void show(String name, Supplier<JsonObject> data) {
        observe(name, false, () -> new State(true, data.get()));
    }

    /**
     * Adds what readiness shows, and, if it is {@code needed}, depends on. {@code state} is asked at each probe, by any
     * thread: it must not block.
     */
    public void observe(String name, boolean needed, Supplier<State> state) {
        ready.add(name, needed, state);
    }

    /** Adds a condition of life and of readiness: without it a node has to be started again. */
    void live(String name, BooleanSupplier up, Supplier<JsonObject> data) {
        alive.add(name, true, () -> new State(up.getAsBoolean(), data.get()));
        need(name, up, data);
    }

    /** Moves on; {@code DRAINING} makes the node not ready before it stops to serve. */
    public void enter(Phase next) {
        phase.set(next);
    }

    Checks started() {
        return started;
    }

    Checks ready() {
        return ready;
    }

    Checks alive() {
        return alive;
    }

    private Report report(String name, boolean needed) {
        Report report = new Report();
        observe(name, needed, report);
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
