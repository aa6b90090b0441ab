package io.polyloop.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All settings of a node, validated. {@code conf/polyloop.yaml} documents each of them. */
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

    /** Reads flat settings. Throws {@link SettingsException} with {@code errors} and those found here, if any. */
    static Settings read(Map<String, Object> values, List<String> errors) {
        List<String> all = new ArrayList<>(errors);
        SettingsReader reader = new SettingsReader(values, all);
        int offset = reader.number("node.offset", 0, 10_000);
        Settings settings = new Settings(
                eventLoops(reader.number("node.event-loops", 0, 1_024)),
                HttpSettings.read(reader, offset),
                GatewaySettings.read(reader),
                ManagementSettings.read(reader, offset),
                OpsSettings.read(reader),
                dataDir(reader.text("data.dir"), offset),
                LimitSettings.read(reader),
                JournalSettings.read(reader),
                LiveSettings.read(reader),
                reader.duration("drain.delay", "0s", "1h"),
                reader.duration("drain.timeout", "0s", "1h"),
                ClusterSettings.read(reader, offset),
                reader.choice("auth.mode", AuthMode.class),
                ScriptSettings.read(reader),
                VerticleSettings.read(reader));
        new CrossChecks(settings, reader).check();
        if (!all.isEmpty()) {
            throw new SettingsException(all);
        }
        return settings;
    }

    /**
     * How long a drain waits for clients: half of the time after the delay. The journal and the rest of the node stop
     * in the other half.
     */
    public Duration drainGrace() {
        return drainTimeout.minus(drainDelay).dividedBy(2);
    }

    private static int eventLoops(int configured) {
        return configured == 0 ? Runtime.getRuntime().availableProcessors() : configured;
    }

    private static Path dataDir(String dir, int offset) {
        return offset == 0 ? Path.of(dir) : Path.of(dir, Integer.toString(offset));
    }
}
