package io.polyloop.ops;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** The named checks of one probe. Thread-safe. */
final class ProbeChecks {
    private final Map<String, Check> checks = new ConcurrentSkipListMap<>();

    /** @param required whether the probe fails when this check is down */
    void add(String name, boolean required, Supplier<Health.State> state) {
        checks.put(name, new Check(required, state));
    }

    /** Evaluates each check once. */
    Result evaluate() {
        boolean up = true;
        JsonArray parts = new JsonArray();
        for (Map.Entry<String, Check> entry : checks.entrySet()) {
            Health.State state = entry.getValue().evaluate();
            up &= state.up() || !entry.getValue().required();
            parts.add(json(entry.getKey(), state));
        }
        return new Result(up, JsonObject.of("status", status(up), "checks", parts));
    }

    private static JsonObject json(String name, Health.State state) {
        JsonObject check = JsonObject.of("name", name, "status", status(state.up()));
        return state.data() == null || state.data().isEmpty() ? check : check.put("data", state.data());
    }

    private static String status(boolean up) {
        return up ? "up" : "down";
    }

    /** The result of a probe, with the body of its response. */
    record Result(boolean up, JsonObject body) {}

    private record Check(boolean required, Supplier<Health.State> state) {
        // An exception in one check must not hide the others.
        Health.State evaluate() {
            try {
                return state.get();
            } catch (RuntimeException failed) {
                return new Health.State(false, JsonObject.of("failure", failed.toString()));
            }
        }
    }
}
