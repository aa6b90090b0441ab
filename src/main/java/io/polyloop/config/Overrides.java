package io.polyloop.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Settings from the environment ({@code POLYLOOP_HTTP_PORT}) and from system properties
 * ({@code polyloop.http.port}). Dots and dashes are both underscores in the environment, so a variable is matched with
 * the known keys.
 */
final class Overrides {
    static final String ENVIRONMENT = "POLYLOOP_";
    static final String PROPERTY = "polyloop.";
    /** Names the directory of the settings files, so it is not a setting itself. */
    static final String CONF = "conf";

    private final Set<String> keys;
    private final Map<String, Object> values;
    private final List<String> errors;

    Overrides(Set<String> keys, Map<String, Object> values, List<String> errors) {
        this.keys = keys;
        this.values = values;
        this.errors = errors;
    }

    void applyEnvironment(Map<String, Object> environment) {
        environment.forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT) && !name.equals(ENVIRONMENT + "CONF")) {
                keys.stream()
                        .filter(key -> variable(key).equals(name))
                        .findFirst()
                        .ifPresentOrElse(
                                key -> values.put(key, value),
                                () -> errors.add(name + ": unknown setting" + hint(name, variables())));
            }
        });
    }

    void applyProperties(Map<String, Object> properties) {
        properties.forEach((name, value) -> {
            if (name.startsWith(PROPERTY) && !name.equals(PROPERTY + CONF)) {
                put(name.substring(PROPERTY.length()), value);
            }
        });
    }

    void put(String key, Object value) {
        if (keys.contains(key)) {
            values.put(key, value);
        } else {
            errors.add(unknownKey(key, keys));
        }
    }

    static String unknownKey(String key, Set<String> known) {
        return known.stream()
                .filter(setting -> key.startsWith(setting + "."))
                .findFirst()
                .map(setting -> key + ": unknown setting; " + setting + " takes a value or a list, not nested keys;"
                        + " write a list in [ ], or each item on a line after -")
                .orElseGet(() ->
                        key + ": unknown setting" + hint(key, known.stream().toList()));
    }

    static String variable(String key) {
        return ENVIRONMENT + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private List<String> variables() {
        return keys.stream().map(Overrides::variable).toList();
    }

    private static String hint(String name, List<String> candidates) {
        String closest = Suggestion.closest(name, candidates);
        return closest == null ? "; remove it" : "; did you mean " + closest + "? If not, remove it";
    }
}
