package io.polyloop.config;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The sections of {@code app.yaml} with the values of all sources. Contains secrets. */
public final class AppSettings {
    /** No sections. */
    static final AppSettings NONE = new AppSettings(Map.of(), Map.of(), Set.of());

    private static final String FILE = "-file";

    private final Map<String, JsonObject> sections;
    private final Map<String, String> readers;
    private final Set<String> invalidKeys;

    private AppSettings(Map<String, JsonObject> sections, Map<String, String> readers, Set<String> invalidKeys) {
        this.sections = sections;
        this.readers = readers;
        this.invalidKeys = invalidKeys;
    }

    /** Reads the files of secrets, so it blocks. */
    static AppSettings read(AppFile app, Map<String, Object> values, List<String> errors) {
        Map<String, Object> own = new TreeMap<>();
        app.defaults().keySet().forEach(key -> own.put(key, values.get(key)));
        SettingsReader reader = new SettingsReader(own, errors);
        Set<String> invalid = new TreeSet<>();
        own.keySet().stream().filter(key -> own.containsKey(key + FILE)).forEach(key -> readSecret(key, own, reader));
        own.forEach((key, value) -> {
            if (value == null) {
                reader.reject(
                        key,
                        "has no value; set it in conf/local.yaml, or in the environment as " + Overrides.variable(key));
            }
            if (reader.isRejected(key)) {
                invalid.add(key);
            }
        });
        Map<String, JsonObject> sections = new TreeMap<>();
        app.sections().forEach(section -> sections.put(section, FlatMap.group(section + ".", own)));
        return new AppSettings(sections, app.readers(), invalid);
    }

    /** Once the file is read, its name is of no use, and a reader that has both would reject them. */
    private static void readSecret(String key, Map<String, Object> own, SettingsReader reader) {
        boolean hasFile = !"".equals(own.get(key + FILE)) && own.get(key + FILE) != null;
        if (hasFile) {
            own.putIfAbsent(key, "");
            own.put(key, reader.secret(key));
            own.put(key + FILE, "");
        }
    }

    /** The values by section, nested as in the file. */
    public Map<String, JsonObject> sections() {
        return sections;
    }

    /** The names of the classes that read sections, by section. */
    public Map<String, String> readers() {
        return readers;
    }

    /** Whether an error of this key is reported already, so that another one would only repeat it. */
    public boolean isInvalid(String key) {
        return invalidKeys.contains(key);
    }

    /** What to write in place of a name that is not a section. */
    public String hint(String section) {
        String closest = Suggestion.closest(section, List.copyOf(sections.keySet()));
        return closest != null
                ? "did you mean " + closest + "?"
                : "add it to " + AppFile.NAME + (sections.isEmpty() ? "" : ", which has " + sections.keySet());
    }

    Optional<JsonObject> section(String name) {
        return Optional.ofNullable(sections.get(name)).map(JsonObject::copy);
    }

    /** Without values, which can be secret. */
    @Override
    public String toString() {
        return sections.keySet().toString();
    }
}
