package io.polyloop.config;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** Flattens nested settings: {@code {http: {port: 8080}}} becomes {@code http.port=8080}. Lists stay lists. */
final class FlatMap {
    private FlatMap() {}

    static Map<String, Object> of(JsonObject nested) {
        Map<String, Object> flat = new TreeMap<>();
        flatten("", nested, flat);
        return flat;
    }

    private static void flatten(String prefix, JsonObject nested, Map<String, Object> flat) {
        for (String name : nested.fieldNames()) {
            Object value = nested.getValue(name);
            if (value instanceof JsonObject group) {
                flatten(prefix + name + ".", group, flat);
            } else {
                flat.put(prefix + name, value);
            }
        }
    }
}
