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

/** conf/polyloop.yaml, flat, and what becomes of it with some values changed. */
final class Defaults {
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

    /** The settings with these changes, given as key, value, key, value. */
    static Settings with(Object... changes) {
        Map<String, Object> values = values();
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i].toString(), changes[i + 1]);
        }
        return Settings.read(values, List.of());
    }

    /** The faults of these changes; none if they are accepted. */
    static List<String> faults(Object... changes) {
        try {
            with(changes);
            return new ArrayList<>();
        } catch (SettingsException refused) {
            return refused.errors();
        }
    }
}
