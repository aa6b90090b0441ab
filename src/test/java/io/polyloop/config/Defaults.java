package io.polyloop.config;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The settings of conf/polyloop.yaml, as they are and with changes. */
public final class Defaults {
    static final Path FILE = Path.of("conf", "polyloop.yaml");

    private Defaults() {}

    static Map<String, Object> values() {
        try {
            Map<String, Object> nested = new Yaml().load(Files.readString(FILE));
            return FlatMap.of(new JsonObject(nested));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The settings with {@code changes}: key, value, key, value. */
    public static Settings with(Object... changes) {
        Map<String, Object> values = values();
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i].toString(), changes[i + 1]);
        }
        return Settings.read(values, List.of());
    }

    /** The errors that {@code changes} cause; empty if they are valid. */
    static List<String> errors(Object... changes) {
        try {
            with(changes);
            return new ArrayList<>();
        } catch (SettingsException invalid) {
            return invalid.errors();
        }
    }
}
