package io.polyloop.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How this node joins a cluster. {@code conf/polyloop.yaml} documents each setting under {@code cluster}. */
public record ClusterSettings(
        boolean enabled,
        String name,
        String host,
        int port,
        int busPort,
        List<String> seeds,
        String dns,
        int minimum,
        Duration beat,
        Duration heartbeat,
        Duration deadAfter,
        Duration mergeInterval,
        Duration isolationTimeout,
        int maxFrame,
        int maxUnidentified,
        boolean open,
        Optional<ClusterTls> tls,
        RebalanceSettings rebalance) {

    static ClusterSettings read(SettingsReader reader, int offset) {
        return new ClusterSettings(
                reader.flag("cluster.enabled"),
                reader.text("cluster.name"),
                reader.text("cluster.host"),
                HttpSettings.shifted(reader.number("cluster.port", 1, 65_535), offset),
                HttpSettings.shifted(reader.number("cluster.bus-port", 0, 65_535), offset),
                reader.texts("cluster.seeds"),
                reader.text("cluster.dns"),
                reader.number("cluster.minimum", 1, 1_000),
                reader.duration("cluster.beat", "100ms", "10s"),
                reader.duration("cluster.heartbeat", "1s", "1m"),
                reader.duration("cluster.dead-after", "3s", "5m"),
                reader.duration("cluster.merge-interval", "1s", "1h"),
                reader.duration("cluster.isolation-timeout", "5s", "1h"),
                reader.size("cluster.max-frame", "1MiB", "1GiB"),
                reader.number("cluster.max-unidentified", 1, 10_000),
                reader.flag("cluster.open"),
                ClusterTls.read(reader),
                RebalanceSettings.read(reader));
    }
}
