package io.polyloop.config;

import io.polyloop.plugin.VerticlePlugin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** All settings of a node, validated. {@code conf/polyloop.yaml} documents each of them. */
public record Settings(
        int eventLoops,
        boolean vertxInternals,
        HttpSettings http,
        GatewaySettings gateway,
        ManagementSettings management,
        OpsSettings ops,
        LogSettings log,
        TraceSettings traces, // part:traces
        Path dataDir,
        LimitSettings limits,
        JournalSettings journal,
        LiveSettings live,
        Duration drainDelay,
        Duration drainTimeout,
        ClusterSettings cluster,
        AuthSettings auth,
        AppSettings app,
        List<VerticleSettings> verticles,
        Map<String, Object> plugins) {

    /** Reads flat settings. Throws {@link SettingsException} with {@code errors} and those found here, if any. */
    static Settings read(Map<String, Object> values, List<String> errors) {
        return read(values, AppSettings.NONE, errors, settings -> List.of());
    }

    /** @param check finds more errors in settings, which can be invalid otherwise */
    static Settings read(
            Map<String, Object> values, AppSettings app, List<String> errors, Function<Settings, List<String>> check) {
        List<String> all = new ArrayList<>(errors);
        SettingsReader reader = new SettingsReader(values, all);
        int offset = reader.number("node.offset", 0, 10_000);
        Settings settings = new Settings(
                eventLoops(reader.number("node.event-loops", 0, 1_024)),
                reader.flag("vertx.internals"),
                HttpSettings.read(reader, offset),
                GatewaySettings.read(reader),
                ManagementSettings.read(reader, offset),
                OpsSettings.read(reader),
                LogSettings.read(reader),
                TraceSettings.read(reader), // part:traces
                dataDir(reader.text("data.dir"), offset),
                LimitSettings.read(reader),
                JournalSettings.read(reader),
                LiveSettings.read(reader),
                reader.duration("drain.delay", "0s", "1h"),
                reader.duration("drain.timeout", "0s", "1h"),
                ClusterSettings.read(reader, offset),
                AuthSettings.read(reader),
                app,
                VerticleSettings.read(reader, app),
                plugins(values, all));
        new CrossChecks(settings, reader).check();
        all.addAll(check.apply(settings));
        if (!all.isEmpty()) {
            throw new SettingsException(all);
        }
        return settings;
    }

    /**
     * Whether development tokens are accepted: all clients are on this machine, and none is a proxy, behind which anyone
     * could be.
     */
    public boolean acceptsDevelopmentTokens() {
        return auth.development() && http.isLoopback() && http.trustedProxies().isEmpty();
    }

    /**
     * How long a drain waits for clients: half of the time after the delay. The journal and the rest of the node stop
     * in the other half.
     */
    public Duration drainGrace() {
        return drainTimeout.minus(drainDelay).dividedBy(2);
    }

    /** Lets each plug-in check its settings, and keeps these for it: only the plug-in knows what they mean. */
    private static Map<String, Object> plugins(Map<String, Object> values, List<String> errors) {
        Map<String, Object> kept = new TreeMap<>();
        for (VerticlePlugin plugin : VerticlePlugin.all()) {
            plugin.check(values, errors);
            values.entrySet().stream()
                    .filter(setting -> setting.getKey().startsWith(plugin.group() + "."))
                    .forEach(setting -> kept.put(setting.getKey(), setting.getValue()));
        }
        return Collections.unmodifiableMap(kept);
    }

    private static int eventLoops(int configured) {
        return configured == 0 ? Runtime.getRuntime().availableProcessors() : configured;
    }

    private static Path dataDir(String dir, int offset) {
        return offset == 0 ? Path.of(dir) : Path.of(dir, Integer.toString(offset));
    }
}
