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
import java.util.function.Function;

/**
 * Loads the settings with Vert.x Config. A later source overrides an earlier one: packaged defaults,
 * {@code conf/polyloop.yaml}, {@code conf/local.yaml}, environment, system properties, and the values that the caller
 * passes (tests).
 */
public final class SettingsLoader {
    private static final String PACKAGED = "defaults/polyloop.yaml";
    /** Values that a development default replaces. */
    private static final Set<Object> UNSET = Set.of(false, new JsonArray());

    private final Vertx vertx;
    private final Map<String, Object> developmentDefaults;
    private final Map<String, Object> overrides;
    private final Function<Settings, List<String>> check;

    /** @param overrides values by key, with the highest precedence */
    public SettingsLoader(Vertx vertx, Map<String, Object> overrides) {
        this(vertx, Map.of(), overrides);
    }

    /** @param developmentDefaults replace values that are false or an empty list in {@code conf/polyloop.yaml} */
    public SettingsLoader(Vertx vertx, Map<String, Object> developmentDefaults, Map<String, Object> overrides) {
        this(vertx, developmentDefaults, overrides, settings -> List.of());
    }

    private SettingsLoader(
            Vertx vertx,
            Map<String, Object> developmentDefaults,
            Map<String, Object> overrides,
            Function<Settings, List<String>> check) {
        this.vertx = vertx;
        this.developmentDefaults = developmentDefaults;
        this.overrides = overrides;
        this.check = check;
    }

    /**
     * A loader that also makes this check, which returns one line for each error. It gets settings that can be invalid
     * otherwise, so that all errors are reported together, and may block.
     */
    public SettingsLoader checking(Function<Settings, List<String>> check) {
        return new SettingsLoader(vertx, developmentDefaults, overrides, check);
    }

    /** Fails with a {@link SettingsException} that lists every error. */
    public Future<Settings> load() {
        List<String> errors = new ArrayList<>();
        return readPackaged(errors)
                .compose(defaults -> readFiles(defaults, errors))
                .compose(values -> applyOverrides(values, errors))
                .compose(values -> vertx.executeBlocking(() -> Settings.read(values, errors, check)));
    }

    private Future<Map<String, Object>> readFiles(JsonObject defaults, List<String> errors) {
        Map<String, Object> values = FlatMap.of(defaults);
        Path conf = confDir(errors);
        return applyFile(conf.resolve("polyloop.yaml"), values, errors)
                .onSuccess(v -> applyDevelopmentDefaults(values))
                .compose(v -> applyFile(conf.resolve("local.yaml"), values, errors))
                .map(v -> values);
    }

    private Future<Void> applyFile(Path file, Map<String, Object> values, List<String> errors) {
        if (!Files.isRegularFile(file)) {
            return Future.succeededFuture();
        }
        return readYaml(file.toAbsolutePath().toString(), file.toString(), errors)
                .onSuccess(nested -> overlay(values, nested, file, errors))
                .mapEmpty();
    }

    /** A checkout has every key in its file, so an explicit false or empty list looks the same as the default. */
    private void applyDevelopmentDefaults(Map<String, Object> values) {
        developmentDefaults.forEach((key, value) -> {
            if (UNSET.contains(values.get(key))) {
                values.put(key, value);
            }
        });
    }

    private Future<Map<String, Object>> applyOverrides(Map<String, Object> values, List<String> errors) {
        Overrides overrides = new Overrides(Set.copyOf(values.keySet()), values, errors);
        JsonObject raw = new JsonObject().put("raw-data", true);
        return retrieve(store("env", raw))
                .onSuccess(environment -> overrides.applyEnvironment(environment.getMap()))
                .compose(v -> retrieve(store("sys", raw.copy().put("cache", false))))
                .onSuccess(properties -> overrides.applyProperties(properties.getMap()))
                .onSuccess(v -> this.overrides.forEach(overrides::put))
                .map(v -> values);
    }

    private static void overlay(Map<String, Object> values, JsonObject nested, Path file, List<String> errors) {
        FlatMap.of(nested).forEach((key, value) -> {
            if (values.containsKey(key)) {
                values.put(key, value);
            } else {
                errors.add(file + ": " + Overrides.unknownKey(key, values.keySet()));
            }
        });
    }

    private static Path confDir(List<String> errors) {
        String property = System.getProperty(Overrides.PROPERTY + Overrides.CONF);
        String named = property != null ? property : System.getenv(Overrides.ENVIRONMENT + "CONF");
        Path conf = Path.of(named == null ? Overrides.CONF : named);
        if (named != null && !Files.isDirectory(conf)) {
            errors.add("POLYLOOP_CONF: " + conf + " is not a directory; name the one that contains polyloop.yaml");
        }
        return conf;
    }

    /** Not through Vert.x's file system, whose copy of the file stays behind when the process is killed. */
    private Future<JsonObject> readPackaged(List<String> errors) {
        return vertx.executeBlocking(() -> {
            try (InputStream yaml = SettingsLoader.class.getResourceAsStream("/" + PACKAGED)) {
                return new YamlFile(PACKAGED, errors).read(yaml.readAllBytes());
            }
        });
    }

    private Future<JsonObject> readYaml(String path, String name, List<String> errors) {
        return vertx.fileSystem()
                .readFile(path)
                .compose(text -> vertx.executeBlocking(() -> new YamlFile(name, errors).read(text.getBytes())))
                .otherwise(unreadable -> {
                    errors.add(name + ": is not readable; " + unreadable.getMessage());
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
