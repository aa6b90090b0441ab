package io.polyloop.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether and how this node joins others. Meaning and default of each are in {@code conf/polyloop.yaml}. */
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
        Optional<ClusterTls> tls) {

    static ClusterSettings read(Keys keys, int offset) {
        return new ClusterSettings(
                keys.flag("cluster.enabled"),
                keys.text("cluster.name"),
                keys.text("cluster.host"),
                HttpSettings.shifted(keys.number("cluster.port", 1, 65_535), offset),
                HttpSettings.shifted(keys.number("cluster.bus-port", 0, 65_535), offset),
                keys.texts("cluster.seeds"),
                keys.text("cluster.dns"),
                keys.number("cluster.minimum", 1, 1_000),
                keys.duration("cluster.beat", "100ms", "10s"),
                keys.duration("cluster.heartbeat", "1s", "1m"),
                keys.duration("cluster.dead-after", "3s", "5m"),
                keys.duration("cluster.merge-interval", "1s", "1h"),
                keys.duration("cluster.isolation-timeout", "5s", "1h"),
                keys.size("cluster.max-frame", "1MiB", "1GiB"),
                keys.number("cluster.max-unidentified", 1, 10_000),
                ClusterTls.read(keys));
    }
}
