package io.polyloop.config;

import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Applies the settings files in order: a later one changes what the earlier ones say. */
final class FileLayers {
    /** Lists whose entries have names: {@code app.yaml} and {@code local.yaml} change single entries of them. */
    private static final Set<String> MERGED = Set.of("verticles", "http.routes");
    /** Values that a development default replaces. */
    private static final Set<Object> UNSET = Set.of(false, new JsonArray());

    private final Map<String, Object> values;
    private final AppFile app;
    private final List<String> errors;

    /** @param values the packaged defaults by key, which the files change */
    FileLayers(Map<String, Object> values, AppFile app, List<String> errors) {
        this.values = values;
        this.app = app;
        this.errors = errors;
    }

    /** Applies {@code conf/polyloop.yaml}, a copy of the packaged file: its lists replace those of that one. */
    void applyEngine(SettingsFile file) {
        file.values().forEach((key, value) -> {
            if (app.defaults().containsKey(key)) {
                errors.add(file.name() + ": " + key + ": " + AppFile.NAME
                        + " declares it; set it there, or in local.yaml");
            } else if (values.containsKey(key)) {
                values.put(key, value);
            } else {
                errors.add(file.name() + ": " + Overrides.unknownKey(key, values.keySet()));
            }
        });
    }

    /** A checkout has every key in its file, so an explicit false or empty list looks the same as the default. */
    void applyDevelopmentDefaults(Map<String, Object> defaults) {
        defaults.forEach((key, value) -> {
            if (UNSET.contains(values.get(key))) {
                values.put(key, value);
            }
        });
    }

    void applyApp() {
        app.engine().forEach((key, value) -> change(app.name(), key, value, false));
        values.putAll(app.defaults());
    }

    void applyLocal(SettingsFile file) {
        file.values().forEach((key, value) -> {
            if (app.defaults().containsKey(key)) {
                changeOwn(file.name(), key, value);
            } else if (values.containsKey(key)) {
                change(file.name(), key, value, true);
            } else {
                errors.add(file.name() + ": " + Overrides.unknownKey(key, values.keySet()));
            }
        });
    }

    private void changeOwn(String file, String key, Object value) {
        try {
            values.put(key, TypedValue.like(app.defaults().get(key), value));
        } catch (IllegalArgumentException other) {
            errors.add(file + ": " + key + ": " + other.getMessage());
        }
    }

    /** @param last whether no later file adds entries that a list switches off in advance */
    private void change(String file, String key, Object value, boolean last) {
        if (!MERGED.contains(key) || !(values.get(key) instanceof JsonArray earlier)) {
            values.put(key, value);
        } else if (value instanceof JsonArray later && later.isEmpty()) {
            errors.add(
                    file + ": " + key + ": is empty, which changes nothing; to drop all entries of earlier files, write"
                            + " [{name: '*', enabled: false}]");
        } else if (value instanceof JsonArray later) {
            NamedEntries entries = new NamedEntries(earlier, error -> errors.add(file + ": " + key + ": " + error));
            values.put(key, entries.merge(later, last));
        } else if (value != null) {
            errors.add(file + ": " + key + ": expected a list; write each entry on a line after -");
        }
    }
}
