package io.polyloop.config;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Settings by key: {@code {http: {port: 8080}}} is {@code http.port=8080}. Lists stay lists. */
final class FlatMap {
    /** Settings that are mappings themselves: the keys within are names that the user chooses. */
    private static final Set<String> MAPPINGS = Set.of(
            "traces.attributes", // part:traces
            "log.levels");

    private FlatMap() {}

    static boolean isMapping(String key) {
        return MAPPINGS.contains(key);
    }

    static Map<String, Object> of(JsonObject nested) {
        Map<String, Object> flat = new TreeMap<>();
        flatten("", nested, flat);
        return flat;
    }

    /** The keys that begin with {@code prefix}, without it, as nested settings: the inverse of {@link #of}. */
    static JsonObject group(String prefix, Map<String, Object> flat) {
        JsonObject group = new JsonObject();
        flat.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                put(group, key.substring(prefix.length()), value);
            }
        });
        return group;
    }

    private static void put(JsonObject group, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            group.put(path, value);
            return;
        }
        String name = path.substring(0, dot);
        if (!group.containsKey(name)) {
            group.put(name, new JsonObject());
        }
        put(group.getJsonObject(name), path.substring(dot + 1), value);
    }

    private static void flatten(String prefix, JsonObject nested, Map<String, Object> flat) {
        for (String name : nested.fieldNames()) {
            Object value = nested.getValue(name);
            if (value instanceof JsonObject group && !isMapping(prefix + name)) {
                flatten(prefix + name + ".", group, flat);
            } else {
                flat.put(prefix + name, value);
            }
        }
    }
}
