package io.polyloop.config;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses {@code http.routes}. */
final class RouteEntries {
    private static final String KEY = "http.routes";
    private static final Set<String> FIELDS = Set.of("name", "enabled");

    private RouteEntries() {}

    /** The names of the classes that are not switched off. */
    static List<String> read(SettingsReader reader) {
        List<String> classes = new ArrayList<>();
        for (Object entry : reader.items(KEY)) {
            if (!isValid(entry)) {
                reader.reject(KEY, entry + " is invalid; expected the name of a class, or {name, enabled: false}");
            } else if (NamedEntries.isEnabled(entry)) {
                classes.add(NamedEntries.name(entry));
            }
        }
        return classes;
    }

    private static boolean isValid(Object entry) {
        return NamedEntries.name(entry) != null
                && (!(entry instanceof JsonObject object)
                        || FIELDS.containsAll(object.fieldNames())
                                && object.getValue("enabled", true) instanceof Boolean);
    }
}
