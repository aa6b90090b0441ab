package io.polyloop.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Loads the settings with Vert.x Config. A later source overrides an earlier one: packaged defaults,
 * {@code conf/polyloop.yaml}, {@code conf/app.yaml}, {@code conf/local.yaml}, environment, system properties, and the
 * values that the caller passes (tests).
 */
public final class SettingsLoader {
    private static final String ENGINE = "polyloop.yaml";

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
        return vertx.executeBlocking(() -> new Sources(errors))
                .compose(sources -> applyOverrides(sources, errors))
                .compose(sources -> vertx.executeBlocking(() -> settings(sources, errors)));
    }

    private Settings settings(Sources sources, List<String> errors) {
        AppSettings app = AppSettings.read(sources.app, sources.values, errors);
        return Settings.read(sources.values, app, errors, check);
    }

    /** The values by key, with those of the files, and what {@code app.yaml} declares. */
    private final class Sources {
        private final Map<String, Object> values;
        private final AppFile app;

        /** Blocks. */
        private Sources(List<String> errors) {
            Path conf = confDir(errors);
            values = SettingsFile.packaged(ENGINE, errors).values();
            app = appFile(conf, errors);
            FileLayers layers = new FileLayers(values, app, errors);
            layers.applyEngine(SettingsFile.in(conf, ENGINE, errors));
            layers.applyDevelopmentDefaults(developmentDefaults);
            layers.applyApp();
            layers.applyLocal(SettingsFile.in(conf, "local.yaml", errors));
        }

        private AppFile appFile(Path conf, List<String> errors) {
            SettingsFile own = SettingsFile.in(conf, AppFile.NAME, errors);
            // The packaged file is a copy, and its errors would be reported twice.
            List<String> ofPackaged = own.settings().isEmpty() ? errors : new ArrayList<>();
            SettingsFile packaged = SettingsFile.packaged(AppFile.NAME, ofPackaged);
            return AppFile.read(packaged, ofPackaged, own, errors, Set.copyOf(values.keySet()));
        }
    }

    private Future<Sources> applyOverrides(Sources sources, List<String> errors) {
        Overrides overrides = new Overrides(sources.values, sources.app.defaults(), errors);
        JsonObject raw = new JsonObject().put("raw-data", true);
        return retrieve(store("env", raw))
                .onSuccess(environment -> overrides.applyEnvironment(environment.getMap()))
                .compose(v -> retrieve(store("sys", raw.copy().put("cache", false))))
                .onSuccess(properties -> overrides.applyProperties(properties.getMap()))
                .onSuccess(v -> this.overrides.forEach(overrides::put))
                .map(v -> sources);
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

    private Future<JsonObject> retrieve(ConfigStoreOptions store) {
        ConfigRetriever retriever = ConfigRetriever.create(
                vertx, new ConfigRetrieverOptions().setScanPeriod(-1).addStore(store));
        return retriever.getConfig().eventually(retriever::close);
    }

    private static ConfigStoreOptions store(String type, JsonObject config) {
        return new ConfigStoreOptions().setType(type).setConfig(config);
    }
}
