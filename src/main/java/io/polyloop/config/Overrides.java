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
    private final Map<String, Object> typed;
    private final List<String> errors;

    /**
     * @param values all settings by key, which the overrides replace
     * @param typed defaults of some keys, whose type a value gets
     */
    Overrides(Map<String, Object> values, Map<String, Object> typed, List<String> errors) {
        this.keys = Set.copyOf(values.keySet());
        this.values = values;
        this.typed = typed;
        this.errors = errors;
    }

    void applyEnvironment(Map<String, Object> environment) {
        environment.forEach((name, value) -> {
            if (name.startsWith(ENVIRONMENT) && !name.equals(ENVIRONMENT + "CONF")) {
                keys.stream()
                        .filter(key -> variable(key).equals(name))
                        .findFirst()
                        .ifPresentOrElse(
                                key -> set(name, key, value),
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
            set(key, key, value);
        } else {
            errors.add(unknownKey(key, keys));
        }
    }

    private void set(String name, String key, Object value) {
        try {
            values.put(key, typed.containsKey(key) ? TypedValue.like(typed.get(key), value) : value);
        } catch (IllegalArgumentException other) {
            errors.add(name + ": " + other.getMessage());
        }
    }

    static String unknownKey(String key, Set<String> known) {
        if (known.stream().anyMatch(setting -> setting.startsWith(key + "."))) {
            return key + ": is a group of settings, not a setting; set one of its keys";
        }
        return known.stream()
                .filter(setting -> key.startsWith(setting + "."))
                .findFirst()
                .map(setting -> key + ": unknown setting; " + setting + nested(setting))
                .orElseGet(() ->
                        key + ": unknown setting" + hint(key, known.stream().toList()));
    }

    private static String nested(String setting) {
        return FlatMap.isMapping(setting)
                ? " is a mapping; write {name: value} in a file, elsewhere name=value with commas between"
                : " takes a value or a list, not nested keys; write a list in [ ], or each item on a line after -";
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

    /** Asks for the known key that is similar, if there is one. */
    static String question(String key, Set<String> known) {
        String closest = Suggestion.closest(key, List.copyOf(known));
        return closest == null ? "" : ". Or did you mean " + closest + "?";
    }
}
