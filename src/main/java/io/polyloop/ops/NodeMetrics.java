package io.polyloop.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.polyloop.config.Settings;
import java.util.function.Supplier;

/**
 * The metrics of a node as a whole: version, readiness, the space on its disk, and the limits of its settings, so that an
 * alert compares with the limit itself and not with a copy of it.
 */
public final class NodeMetrics {
    private final MeterRegistry registry;

    private NodeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers the metrics; call it once for each node. */
    public static void register(MeterRegistry registry, Settings settings, Health health, String version) {
        NodeMetrics metrics = new NodeMetrics(registry);
        Gauge.builder("polyloop.build.info", () -> 1)
                .description("1, with the version of the node")
                .tag("version", version)
                .register(registry);
        metrics.gauge(
                "polyloop.ready", () -> health.readiness().evaluate().up() ? 1 : 0, "1 while /readyz answers 200");
        new DiskSpaceMetrics(settings.dataDir().toFile()).bindTo(registry);
        metrics.limits(settings);
    }

    private void limits(Settings settings) {
        limit("polyloop.http.connections.limit", settings.limits().connections(), "limits.connections");
        limit("polyloop.journal.pending.limit", settings.journal().maxPending(), "journal.max-pending");
        limit(
                "polyloop.sql.transactions.pending.limit",
                settings.journal().sql().maxPending(),
                "sql.max-pending");
        if (settings.cluster().enabled()) {
            limit("polyloop.cluster.minimum", settings.cluster().minimum(), "cluster.minimum");
        }
        Gauge.builder("polyloop.journal.wal.warn", () -> settings.journal().walWarn())
                .description("journal.wal-warn")
                .baseUnit("bytes")
                .register(registry);
        if (settings.auth().required()) {
            Gauge.builder(
                            "polyloop.auth.keys.max.age",
                            () -> settings.auth().maxStale().toSeconds())
                    .description("auth.max-stale")
                    .baseUnit("seconds")
                    .register(registry);
        }
    }

    private void limit(String name, int value, String setting) {
        gauge(name, () -> value, setting);
    }

    private void gauge(String name, Supplier<Number> value, String description) {
        Gauge.builder(name, value).description(description).register(registry);
    }
}
