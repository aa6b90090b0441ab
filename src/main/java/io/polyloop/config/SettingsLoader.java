package io.polyloop.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.config.yaml.YamlProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
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
    private static final List<String> FILES = List.of("polyloop.yaml", "local.yaml");

    private final Vertx vertx;
    private final Map<String, Object> last;

    public SettingsLoader(Vertx vertx, Map<String, Object> last) {
        this.vertx = vertx;
        this.last = last;
    }

    /** Fails with {@link SettingsException} that names every fault at once. */
    public Future<Settings> load() {
        List<String> faults = new ArrayList<>();
        return yaml(PACKAGED)
                .compose(defaults -> files(defaults, faults))
                .compose(values -> process(values, faults))
                .map(values -> Settings.read(values, faults));
    }

    private Future<Map<String, Object>> files(JsonObject defaults, List<String> faults) {
        Map<String, Object> values = Flat.of(defaults);
        Future<Void> read = Future.succeededFuture();
        for (Path file : present(faults)) {
            read = read.compose(v -> yaml(file.toAbsolutePath().toString()))
                    .onSuccess(nested -> overlay(values, nested, file, faults))
                    .otherwise(malformed -> fault(faults, file + ": is not valid YAML; " + malformed.getMessage()))
                    .mapEmpty();
        }
        return read.map(v -> values);
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

    private static List<Path> present(List<String> faults) {
        String property = System.getProperty(Overrides.PROPERTY + Overrides.CONF);
        String named = property != null ? property : System.getenv(Overrides.ENVIRONMENT + "CONF");
        Path folder = Path.of(named == null ? Overrides.CONF : named);
        if (named != null && !Files.isDirectory(folder)) {
            faults.add("POLYLOOP_CONF: " + folder + " is not a folder; name the one with polyloop.yaml");
        }
        return FILES.stream().map(folder::resolve).filter(Files::isRegularFile).toList();
    }

    private static JsonObject fault(List<String> faults, String fault) {
        faults.add(fault);
        return new JsonObject();
    }

    /** By the format alone: the store of Vert.x Config fails on a file that has nothing but comments. */
    private Future<JsonObject> yaml(String path) {
        return vertx.fileSystem()
                .readFile(path)
                .compose(text -> new YamlProcessor().process(vertx, new JsonObject(), text))
                .map(nested -> nested == null ? new JsonObject() : nested);
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
