package io.polyloop.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings of the packaged files and of those in the directory {@code conf}.
 *
 * @param values by key; later sources change them
 * @param app what {@code app.yaml} declares
 */
record SettingsFiles(Map<String, Object> values, AppFile app) {
    private static final String ENGINE = "polyloop.yaml";

    /** Blocks. */
    static SettingsFiles read(Map<String, Object> developmentDefaults, List<String> errors) {
        Path conf = directory(errors);
        Map<String, Object> values = SettingsFile.packaged(ENGINE, errors).values();
        AppFile app = readApp(conf, Set.copyOf(values.keySet()), errors);
        FileLayers layers = new FileLayers(values, app, errors);
        layers.applyEngine(SettingsFile.in(conf, ENGINE, errors));
        layers.applyDevelopmentDefaults(developmentDefaults);
        layers.applyApp();
        layers.applyLocal(SettingsFile.in(conf, "local.yaml", errors));
        return new SettingsFiles(values, app);
    }

    private static AppFile readApp(Path conf, Set<String> engineKeys, List<String> errors) {
        SettingsFile own = SettingsFile.in(conf, AppFile.NAME, errors);
        // The packaged file is a copy, and its errors would be reported twice.
        List<String> ofPackaged = own.settings().isEmpty() ? errors : new ArrayList<>();
        SettingsFile packaged = SettingsFile.packaged(AppFile.NAME, ofPackaged);
        return AppFile.read(packaged, ofPackaged, own, errors, engineKeys);
    }

    private static Path directory(List<String> errors) {
        String property = System.getProperty(Overrides.PROPERTY + Overrides.CONF);
        String named = property != null ? property : System.getenv(Overrides.ENVIRONMENT + "CONF");
        Path conf = Path.of(named == null ? Overrides.CONF : named);
        if (named != null && !Files.isDirectory(conf)) {
            errors.add("POLYLOOP_CONF: " + conf + " is not a directory; name the one that contains " + ENGINE);
        }
        return conf;
    }
}
