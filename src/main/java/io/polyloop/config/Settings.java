package io.polyloop.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All settings of a node, checked. Meaning, unit and default of each are in {@code conf/polyloop.yaml}. */
public record Settings(
        int eventLoops,
        HttpSettings http,
        GatewaySettings gateway,
        ManagementSettings management,
        OpsSettings ops,
        Path dataDir,
        LimitSettings limits,
        JournalSettings journal,
        LiveSettings live,
        Duration drainDelay,
        Duration drainTimeout,
        ClusterSettings cluster,
        AuthMode auth,
        ScriptSettings scripts,
        List<VerticleSettings> verticles) {

    /** Reads flat settings. {@code faults} are those found so far; with any at the end, nothing is returned. */
    static Settings read(Map<String, Object> values, List<String> faults) {
        List<String> all = new ArrayList<>(faults);
        Keys keys = new Keys(values, all);
        int offset = keys.number("node.offset", 0, 10_000);
        Settings settings = new Settings(
                eventLoops(keys.number("node.event-loops", 0, 1_024)),
                HttpSettings.read(keys, offset),
                GatewaySettings.read(keys),
                ManagementSettings.read(keys, offset),
                OpsSettings.read(keys),
                dataDir(keys.text("data.dir"), offset),
                LimitSettings.read(keys),
                JournalSettings.read(keys),
                LiveSettings.read(keys),
                keys.duration("drain.delay", "0s", "1h"),
                keys.duration("drain.timeout", "0s", "1h"),
                ClusterSettings.read(keys, offset),
                keys.choice("auth.mode", AuthMode.class),
                ScriptSettings.read(keys),
                VerticleSettings.read(keys));
        new Rules(settings, keys).check();
        if (!all.isEmpty()) {
            throw new SettingsException(all);
        }
        return settings;
    }

    /**
     * How long clients may hold up a drain: half of the time that the delay leaves, so that the journal behind them can
     * still finish in the other half.
     */
    public Duration drainGrace() {
        return drainTimeout.minus(drainDelay).dividedBy(2);
    }

    private static int eventLoops(int asked) {
        return asked == 0 ? Runtime.getRuntime().availableProcessors() : asked;
    }

    private static Path dataDir(String dir, int offset) {
        return offset == 0 ? Path.of(dir) : Path.of(dir, Integer.toString(offset));
    }
}
