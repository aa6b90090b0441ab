package io.polyloop.config;

import java.nio.file.Files;
import java.nio.file.Path;
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
                tls(keys));
    }

    private static Optional<ClusterTls> tls(Keys keys) {
        List<String> names = List.of("cluster.tls.cert", "cluster.tls.key", "cluster.tls.ca");
        List<String> files = names.stream().map(keys::text).toList();
        List<String> given =
                names.stream().filter(name -> !keys.text(name).isEmpty()).toList();
        List<String> unreadable =
                given.stream().filter(name -> !readable(keys.text(name))).toList();
        unreadable.forEach(name -> keys.reject(
                name,
                Path.of(keys.text(name)).toAbsolutePath()
                        + " cannot be read; name a PEM file that this user may read"));
        if (unreadable.isEmpty() && !given.isEmpty() && given.size() < names.size()) {
            keys.reject("cluster.tls", "cert, key and ca belong together; give all three, or none");
        }
        return given.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClusterTls(Path.of(files.get(0)), Path.of(files.get(1)), Path.of(files.get(2))));
    }

    private static boolean readable(String file) {
        Path path = Path.of(file);
        return Files.isRegularFile(path) && Files.isReadable(path);
    }
}
