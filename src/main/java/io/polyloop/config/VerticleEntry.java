package io.polyloop.config;

import io.vertx.core.ThreadingModel;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Parses one entry of {@code verticles}. Error messages start with the name of the entry. */
final class VerticleEntry {
    private static final Set<String> FIELDS = Set.of("name", "enabled", "instances", "threading", "config", "limits");
    private static final String MAX_HANDLER_TIME = "max-handler-time";
    private static final int MAX_INSTANCES = 1_000;
    private static final Map<String, ThreadingModel> THREADING =
            Map.of("event-loop", ThreadingModel.EVENT_LOOP, "worker", ThreadingModel.WORKER);

    private final String name;
    private final JsonObject entry;
    private final AppSettings app;

    private VerticleEntry(String name, JsonObject entry, AppSettings app) {
        this.name = name;
        this.entry = entry;
        this.app = app;
    }

    /** Throws {@link IllegalArgumentException} if the entry is invalid. */
    static VerticleSettings read(Object item, AppSettings app) {
        JsonObject entry = item instanceof String name ? JsonObject.of("name", name) : asObject(item);
        if (!(entry.getValue("name") instanceof String name)) {
            throw new IllegalArgumentException(item + " has no name");
        }
        return new VerticleEntry(name, entry, app).settings();
    }

    private static JsonObject asObject(Object item) {
        return item instanceof JsonObject entry ? entry : new JsonObject();
    }

    private VerticleSettings settings() {
        for (String field : entry.fieldNames()) {
            require(FIELDS.contains(field), "unknown field " + field);
        }
        require(entry.getValue("enabled", true) instanceof Boolean, "enabled must be true or false");
        return new VerticleSettings(name, instances(), threading(), config(), maxHandlerTime());
    }

    // A script that does not return blocks its thread; on an event loop, it would block all connections of that loop.
    private boolean isScript() {
        return !VerticleSettings.language(name).equals("java");
    }

    private int instances() {
        Object instances = entry.getValue("instances", 1);
        boolean valid = instances instanceof Integer count && count >= 1 && count <= MAX_INSTANCES;
        require(valid, "instances must be from 1 to " + MAX_INSTANCES);
        return (int) instances;
    }

    private ThreadingModel threading() {
        String threading = String.valueOf(entry.getValue("threading", isScript() ? "worker" : "event-loop"));
        require(THREADING.containsKey(threading), "threading must be event-loop or worker");
        return THREADING.get(threading);
    }

    private Duration maxHandlerTime() {
        JsonObject limits = object("limits");
        if (limits.isEmpty()) {
            return null;
        }
        require(isScript(), "limits apply to scripts only, and this is a class");
        require(limits.fieldNames().equals(Set.of(MAX_HANDLER_TIME)), "the only limit is " + MAX_HANDLER_TIME);
        return Duration.ofMillis(millis(String.valueOf(limits.getValue(MAX_HANDLER_TIME))));
    }

    private long millis(String text) {
        String min = VerticleSettings.MIN_HANDLER_TIME;
        String max = VerticleSettings.MAX_HANDLER_TIME;
        try {
            long millis = Quantity.parseMillis(text);
            if (millis >= Quantity.parseMillis(min) && millis <= Quantity.parseMillis(max)) {
                return millis;
            }
        } catch (NumberFormatException malformed) {
            // The same message serves for a malformed value and for one out of range.
        }
        throw error(MAX_HANDLER_TIME + " must be a duration from " + min + " to " + max);
    }

    /** An object, or the section of {@code app.yaml} that a text names. */
    private JsonObject config() {
        if (entry.getValue("config") instanceof String section) {
            return app.section(section)
                    .orElseThrow(() -> error("config: there is no section " + section + "; " + app.hint(section)));
        }
        return object("config");
    }

    private JsonObject object(String field) {
        Object value = entry.getValue(field, new JsonObject());
        require(value instanceof JsonObject, field + " must be an object");
        return (JsonObject) value;
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw error(message);
        }
    }

    private IllegalArgumentException error(String message) {
        return new IllegalArgumentException(name + ": " + message);
    }
}
