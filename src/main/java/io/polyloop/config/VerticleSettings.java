package io.polyloop.config;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A verticle to deploy beside the service.
 *
 * @param name a class, or a script with its language in front, such as {@code js:hello.js}
 * @param instances how many, each on its own event loop
 * @param worker whether it runs on worker threads, where it may block
 * @param config what the verticle finds as its own configuration
 */
public record VerticleSettings(String name, int instances, boolean worker, JsonObject config) {
    private static final Set<String> FIELDS = Set.of("name", "instances", "worker", "config");
    private static final String FORM =
            "each entry is a name, or {name, instances: 1..1000, worker: true or false, config: {…}}";
    private static final Pattern LANGUAGE = Pattern.compile("([a-z]+):.+");

    static List<VerticleSettings> read(Keys keys) {
        List<Object> items = keys.items("verticles");
        try {
            return items.stream().map(VerticleSettings::one).toList();
        } catch (IllegalArgumentException malformed) {
            keys.fault("verticles", FORM);
            return List.of();
        }
    }

    /** The language: the prefix of a script, {@code java} for a class. */
    public String language() {
        var script = LANGUAGE.matcher(name);
        return script.matches() ? script.group(1) : "java";
    }

    /** The languages of these verticles, each once, in alphabetical order. */
    static String languages(List<VerticleSettings> verticles) {
        return verticles.stream()
                .map(VerticleSettings::language)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static VerticleSettings one(Object item) {
        if (item instanceof String name) {
            return new VerticleSettings(name, 1, false, new JsonObject());
        }
        require(item instanceof JsonObject, item);
        return of((JsonObject) item);
    }

    private static VerticleSettings of(JsonObject entry) {
        require(FIELDS.containsAll(entry.fieldNames()), entry);
        require(entry.getValue("name") instanceof String, entry);
        require(entry.getValue("instances", 1) instanceof Integer, entry);
        require(entry.getValue("worker", false) instanceof Boolean, entry);
        require(entry.getValue("config", new JsonObject()) instanceof JsonObject, entry);
        int instances = entry.getInteger("instances", 1);
        require(instances >= 1 && instances <= 1_000, entry);
        return new VerticleSettings(
                entry.getString("name"),
                instances,
                entry.getBoolean("worker", false),
                entry.getJsonObject("config", new JsonObject()));
    }

    private static void require(boolean holds, Object entry) {
        if (!holds) {
            throw new IllegalArgumentException(String.valueOf(entry));
        }
    }
}
