package io.polyloop.config;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code app.yaml}: sections of settings beside those of the engine, which declare keys with their defaults; the classes
 * that read the sections; and changes of the engine's settings.
 */
final class AppFile {
    static final String NAME = "app.yaml";

    private static final String APP = "app";
    private static final String READERS = APP + ".settings.";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*");

    private final Set<String> engineKeys;
    private final Set<String> engineGroups;
    private final Set<String> sections = new TreeSet<>();
    private final Map<String, Object> defaults = new TreeMap<>();
    private final Map<String, Object> engine = new TreeMap<>();
    private final Map<String, String> readers = new TreeMap<>();
    private String name = NAME;

    private AppFile(Set<String> engineKeys) {
        this.engineKeys = engineKeys;
        this.engineGroups = Stream.concat(Stream.of(APP), engineKeys.stream().map(AppFile::group))
                .collect(Collectors.toSet());
    }

    /** The packaged file, and {@code conf/app.yaml} over it, whose lists replace those of the packaged one. */
    static AppFile read(
            SettingsFile packaged,
            List<String> packagedErrors,
            SettingsFile conf,
            List<String> errors,
            Set<String> engineKeys) {
        AppFile app = new AppFile(engineKeys);
        app.add(packaged, packagedErrors);
        app.add(conf, errors);
        app.checkVariables(errors);
        app.checkGroups(errors);
        return app;
    }

    static boolean isName(String file) {
        return file.equals(NAME) || file.endsWith("/" + NAME);
    }

    private void add(SettingsFile file, List<String> errors) {
        if (file.settings().isEmpty()) {
            return;
        }
        name = file.name();
        Consumer<String> report = error -> errors.add(file.name() + ": " + error);
        file.values().forEach((key, value) -> add(key, value, report));
        file.settings().forEach(entry -> {
            if (entry.getValue() instanceof JsonObject && !engineGroups.contains(group(entry.getKey()))) {
                sections.add(group(entry.getKey()));
            }
        });
    }

    private void add(String key, Object value, Consumer<String> errors) {
        if (engineKeys.contains(key)) {
            engine.put(key, value);
        } else if (key.startsWith(READERS)) {
            addReader(key, value, errors);
        } else if (engineGroups.contains(group(key))) {
            errors.accept(Overrides.unknownKey(key, engineKeys) + ". A section of your own needs another name than "
                    + group(key));
        } else if (!KEY.matcher(key).matches()) {
            errors.accept(key + ": a key has letters, digits, - and _, so that the environment can set it; rename it");
        } else if (key.equals(group(key))) {
            errors.accept(key + ": is not in a section; put it into one, such as orders: {" + key + ": …}"
                    + Overrides.question(key, engineKeys));
        } else {
            defaults.put(key, value);
            sections.add(group(key));
        }
    }

    private void addReader(String key, Object value, Consumer<String> errors) {
        if (value instanceof String className) {
            readers.put(key.substring(READERS.length()), className);
        } else {
            errors.accept(key + ": expected the full name of a class, such as com.acme.orders.OrderSettings");
        }
    }

    /** Dots and dashes are both underscores in the environment. */
    private void checkVariables(List<String> errors) {
        Map<String, String> keys = new TreeMap<>();
        engineKeys.forEach(key -> keys.put(Overrides.variable(key), key));
        for (String key : List.copyOf(defaults.keySet())) {
            String other = keys.putIfAbsent(Overrides.variable(key), key);
            if (other != null) {
                errors.add(name + ": " + key + ": " + Overrides.variable(key) + " in the environment would set " + other
                        + " as well; rename one of them");
                defaults.remove(key);
            }
        }
    }

    private void checkGroups(List<String> errors) {
        for (String key : List.copyOf(defaults.keySet())) {
            if (defaults.keySet().stream().anyMatch(other -> other.startsWith(key + "."))) {
                errors.add(name + ": " + key + ": is a value and a group of keys; rename one of them");
                defaults.remove(key);
            }
        }
    }

    private static String group(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    /** Of the file that is read last, for error messages. */
    String name() {
        return name;
    }

    Set<String> sections() {
        return sections;
    }

    /** The declared keys with their defaults. */
    Map<String, Object> defaults() {
        return defaults;
    }

    /** Values of the engine's settings. */
    Map<String, Object> engine() {
        return engine;
    }

    /** The names of the classes that read the sections, by section. */
    Map<String, String> readers() {
        return readers;
    }
}
