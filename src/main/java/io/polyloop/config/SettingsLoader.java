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
    private final Map<String, Object> development;
    private final Map<String, Object> last;

    public SettingsLoader(Vertx vertx, Map<String, Object> last) {
        this(vertx, Map.of(), last);
    }

    /** @param development defaults in place of those that {@code conf/polyloop.yaml} leaves at none or false */
    public SettingsLoader(Vertx vertx, Map<String, Object> development, Map<String, Object> last) {
        this.vertx = vertx;
        this.development = development;
        this.last = last;
    }

    /** Fails with {@link SettingsException} that names every fault at once. */
    public Future<Settings> load() {
        List<String> faults = new ArrayList<>();
        return packaged(faults)
                .compose(defaults -> files(defaults, faults))
                .compose(values -> process(values, faults))
                .map(values -> Settings.read(values, faults));
    }

    private Future<Map<String, Object>> files(JsonObject defaults, List<String> faults) {
        Map<String, Object> values = Flat.of(defaults);
        Path folder = folder(faults);
        return file(folder.resolve("polyloop.yaml"), values, faults)
                .onSuccess(v -> develop(values))
                .compose(v -> file(folder.resolve("local.yaml"), values, faults))
                .map(v -> values);
    }

    private Future<Void> file(Path file, Map<String, Object> values, List<String> faults) {
        if (!Files.isRegularFile(file)) {
            return Future.succeededFuture();
        }
        return yaml(file.toAbsolutePath().toString(), file.toString(), faults)
                .onSuccess(nested -> overlay(values, nested, file, faults))
                .mapEmpty();
    }

    /** A checkout's own file names every key, so what it says on purpose can only be told by being something. */
    private void develop(Map<String, Object> values) {
        development.forEach((key, value) -> {
            if (UNSET.contains(values.get(key))) {
                values.put(key, value);
            }
        });
    }

    private Future<Map<String, Object>> process(Map<String, Object> values, List<String> faults) {
        Overrides overrides = new Overrides(Set.copyOf(values.keySet()), values, faults);
        JsonObject raw = new JsonObject().put("raw-data", true);
        return retrieve(store("env", raw))
                .onSuccess(environment -> overrides.environment(environment.getMap()))
                .compose(v -> retrieve(store("sys", raw.copy().put("cache", false))))
                .onSuccess(properties -> overrides.properties(properties.getMap()))
                .onSuccess(v -> last.forEach(overrides::put))
                .map(v -> values);
    }

    private static void overlay(Map<String, Object> values, JsonObject nested, Path file, List<String> faults) {
        Flat.of(nested).forEach((key, value) -> {
            if (values.containsKey(key)) {
                values.put(key, value);
            } else {
                faults.add(file + ": " + Overrides.unknown(key, values.keySet()));
            }
        });
    }

    private static Path folder(List<String> faults) {
        String property = System.getProperty(Overrides.PROPERTY + Overrides.CONF);
        String named = property != null ? property : System.getenv(Overrides.ENVIRONMENT + "CONF");
        Path folder = Path.of(named == null ? Overrides.CONF : named);
        if (named != null && !Files.isDirectory(folder)) {
            faults.add("POLYLOOP_CONF: " + folder + " is not a folder; name the one with polyloop.yaml");
        }
        return folder;
    }

    /** Not by Vert.x's file system: it would copy the file into a folder that a killed process leaves behind. */
    private Future<JsonObject> packaged(List<String> faults) {
        return vertx.executeBlocking(() -> {
            try (InputStream yaml = SettingsLoader.class.getResourceAsStream("/" + PACKAGED)) {
                return new YamlFile(PACKAGED, faults).read(yaml.readAllBytes());
            }
        });
    }

    private Future<JsonObject> yaml(String path, String name, List<String> faults) {
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
