package io.polyloop.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Loads the settings with Vert.x Config. A later source overrides an earlier one: packaged defaults,
 * {@code conf/polyloop.yaml}, {@code conf/app.yaml}, {@code conf/local.yaml}, environment, system properties, and the
 * values that the caller passes (tests).
 */
public final class SettingsLoader {
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
        return vertx.executeBlocking(() -> SettingsFiles.read(developmentDefaults, errors))
                .compose(files -> applyOverrides(files, errors))
                .compose(files -> vertx.executeBlocking(() -> settings(files, errors)));
    }

    private Settings settings(SettingsFiles files, List<String> errors) {
        AppSettings app = AppSettings.read(files.app(), files.values(), errors);
        return Settings.read(files.values(), app, errors, check);
    }

    private Future<SettingsFiles> applyOverrides(SettingsFiles files, List<String> errors) {
        Overrides overrides = new Overrides(files.values(), files.app().defaults(), errors);
        JsonObject raw = new JsonObject().put("raw-data", true);
        return retrieve(store("env", raw))
                .onSuccess(environment -> overrides.applyEnvironment(environment.getMap()))
                .compose(v -> retrieve(store("sys", raw.copy().put("cache", false))))
                .onSuccess(properties -> overrides.applyProperties(properties.getMap()))
                .onSuccess(v -> this.overrides.forEach(overrides::put))
                .map(v -> files);
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
