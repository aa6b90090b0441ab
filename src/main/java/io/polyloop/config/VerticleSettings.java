package io.polyloop.config;

import io.vertx.core.ThreadingModel;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A verticle to deploy.
 *
 * @param name a class, or a script with its language as prefix, such as {@code language:file}
 * @param instances the number of instances
 * @param threading event loop, or worker threads, which a verticle can block
 * @param config the configuration of the verticle
 * @param maxHandlerTime overrides {@code scripts.max-handler-time} for this script; otherwise null
 */
public record VerticleSettings(
        String name, int instances, ThreadingModel threading, JsonObject config, Duration maxHandlerTime) {
    /** Bounds of {@code max-handler-time}, of all scripts and of one. */
    public static final String MIN_HANDLER_TIME = "10ms";

    public static final String MAX_HANDLER_TIME = "10m";

    private static final String FORM = "expected a name, or {name, instances: 1..1000, threading: event-loop or"
            + " worker, config: {…} or a section of app.yaml, limits: {max-handler-time: 2s}, enabled: true}";
    private static final Pattern LANGUAGE = Pattern.compile("([a-z]+):.+");

    /** Those that are not switched off. */
    static List<VerticleSettings> read(SettingsReader reader, AppSettings app) {
        List<VerticleSettings> verticles = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (Object item : reader.items("verticles")) {
            try {
                VerticleSettings verticle = VerticleEntry.read(item, app);
                if (NamedEntries.isEnabled(item)) {
                    verticles.add(verticle);
                }
            } catch (IllegalArgumentException malformed) {
                errors.add(malformed.getMessage());
            }
        }
        if (!errors.isEmpty()) {
            reader.reject("verticles", String.join("; ", errors) + "; " + FORM);
        }
        return verticles;
    }

    /** Without the configuration, which can contain secrets. */
    @Override
    public String toString() {
        return name;
    }

    /** The prefix of a script; {@code java} for a class. */
    public String language() {
        return language(name);
    }

    static String language(String name) {
        var script = LANGUAGE.matcher(name);
        return script.matches() ? script.group(1) : "java";
    }
}
