package io.polyloop.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers settings by Vert.x Config. Later wins: packaged defaults, {@code conf/polyloop.yaml},
 * {@code conf/local.yaml}, environment, system properties, and last what the caller gives (tests).
 */
public final class SettingsLoader {
    private static final String PACKAGED = "defaults/polyloop.yaml";
    /** Values that leave something as it is: none or no. */
    private static final Set<Object> UNSET = Set.of(false, new JsonArray());

    private final Vertx vertx;
    private final Map<String, Object> developmentDefaults;
    private final Map<String, Object> overrides;

    public SettingsLoader(Vertx vertx, Map<String, Object> last) {
        this(vertx, Map.of(), last);
    }

    /** @param development defaults in place of those that {@code conf/polyloop.yaml} leaves at none or false */
    public SettingsLoader(Vertx vertx, Map<String, Object> development, Map<String, Object> last) {
        this.vertx = vertx;
        this.developmentDefaults = development;
        this.overrides = last;
    }

    /** Fails with {@link SettingsException} that names every fault at once. */
    public Future<Settings> load() {
        List<String> faults = new ArrayList<>();
        return readPackaged(faults)
                .compose(defaults -> readFiles(defaults, faults))
                .compose(values -> applyOverrides(values, faults))
                .map(values -> Settings.read(values, faults));
    }

    private Future<Map<String, Object>> readFiles(JsonObject defaults, List<String> faults) {
        Map<String, Object> values = FlatMap.of(defaults);
        Path folder = confDir(faults);
        return applyFile(folder.resolve("polyloop.yaml"), values, faults)
                .onSuccess(v -> applyDevelopmentDefaults(values))
                .compose(v -> applyFile(folder.resolve("local.yaml"), values, faults))
                .map(v -> values);
    }

    private Future<Void> applyFile(Path file, Map<String, Object> values, List<String> faults) {
        if (!Files.isRegularFile(file)) {
            return Future.succeededFuture();
        }
        return readYaml(file.toAbsolutePath().toString(), file.toString(), faults)
                .onSuccess(nested -> overlay(values, nested, file, faults))
                .mapEmpty();
    }

    /** A checkout's own file names every key, so what it says on purpose can only be told by being something. */
    private void applyDevelopmentDefaults(Map<String, Object> values) {
        developmentDefaults.forEach((key, value) -> {
            if (UNSET.contains(values.get(key))) {
                values.put(key, value);
            }
        });
    }

    private Future<Map<String, Object>> applyOverrides(Map<String, Object> values, List<String> faults) {
        Overrides overrides = new Overrides(Set.copyOf(values.keySet()), values, faults);
        JsonObject raw = new JsonObject().put("raw-data", true);
        return retrieve(store("env", raw))
                .onSuccess(environment -> overrides.applyEnvironment(environment.getMap()))
                .compose(v -> retrieve(store("sys", raw.copy().put("cache", false))))
                .onSuccess(properties -> overrides.applyProperties(properties.getMap()))
                .onSuccess(v -> this.overrides.forEach(overrides::put))
                .map(v -> values);
    }

    private static void overlay(Map<String, Object> values, JsonObject nested, Path file, List<String> faults) {
        FlatMap.of(nested).forEach((key, value) -> {
            if (values.containsKey(key)) {
                values.put(key, value);
            } else {
                faults.add(file + ": " + Overrides.unknownKey(key, values.keySet()));
            }
        });
    }

    private static Path confDir(List<String> faults) {
        String property = System.getProperty(Overrides.PROPERTY + Overrides.CONF);
        String named = property != null ? property : System.getenv(Overrides.ENVIRONMENT + "CONF");
        Path folder = Path.of(named == null ? Overrides.CONF : named);
        if (named != null && !Files.isDirectory(folder)) {
            faults.add("POLYLOOP_CONF: " + folder + " is not a folder; name the one with polyloop.yaml");
        }
        return folder;
    }

    /** Not by Vert.x's file system: it would copy the file into a folder that a killed process leaves behind. */
    private Future<JsonObject> readPackaged(List<String> faults) {
        return vertx.executeBlocking(() -> {
            try (InputStream yaml = SettingsLoader.class.getResourceAsStream("/" + PACKAGED)) {
                return new YamlFile(PACKAGED, faults).read(yaml.readAllBytes());
            }
        });
    }

    private Future<JsonObject> readYaml(String path, String name, List<String> faults) {
        return vertx.fileSystem()
                .readFile(path)
                .compose(text -> vertx.executeBlocking(() -> new YamlFile(name, faults).read(text.getBytes())))
                .otherwise(unreadable -> {
                    faults.add(name + ": cannot be read; " + unreadable.getMessage());
                    return new JsonObject();
                });
    }

    private Future<JsonObject> retrieve(ConfigStoreOptions store) {
        ConfigRetriever retriever = ConfigRetriever.create(
                vertx, new ConfigRetrieverOptions().setScanPeriod(-1).addStore(store));
        return retriever.getConfig().eventually(retriever::close);
    }

    private static ConfigStoreOptions store(String type, JsonObject config) {
        return new ConfigStoreOptions().setType(type).setConfig(config);
    }
}
