package io.polyloop.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The public server. Meaning, unit and default of each are in {@code conf/polyloop.yaml} under {@code http}. */
public record HttpSettings(
        String host,
        int port,
        AllowedHosts allowedHosts,
        Set<Origin> allowedOrigins,
        Duration requestTimeout,
        Duration keepAlive,
        String webroot,
        int pageCache,
        int pageCacheFile,
        List<String> routes) {

    static HttpSettings read(Keys keys, int offset) {
        return new HttpSettings(
                keys.text("http.host"),
                shifted(keys.number("http.port", 0, 65_535), offset),
                AllowedHosts.read(keys),
                origins(keys),
                keys.duration("http.request-timeout", "100ms", "1h"),
                keys.duration("http.keep-alive", "100ms", "1h"),
                keys.text("http.webroot"),
                keys.size("http.page-cache", "64KiB", "1GiB"),
                keys.size("http.page-cache-file", "1KiB", "64MiB"),
                keys.texts("http.routes"));
    }

    private static Set<Origin> origins(Keys keys) {
        String key = "http.allowed-origins";
        List<Optional<Origin>> origins =
                keys.texts(key).stream().map(Origin::parse).toList();
        if (!origins.stream().allMatch(Optional::isPresent)) {
            keys.fault(
                    key, "write each origin as https://app.example.com, with its port if it has one, without a path");
        }
        return origins.stream().flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** Port 0 stays 0: any free port is free for every node. */
    static int shifted(int port, int offset) {
        return port == 0 ? 0 : port + offset;
    }
}
