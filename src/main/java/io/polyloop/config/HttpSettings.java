package io.polyloop.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The public server. {@code conf/polyloop.yaml} documents each setting under {@code http}. */
public record HttpSettings(
        String host,
        int port,
        int plainPort,
        Optional<HttpTls> tls,
        Duration hsts,
        AllowedHosts allowedHosts,
        Set<Origin> allowedOrigins,
        TrustedProxies trustedProxies,
        Duration requestTimeout,
        Duration keepAlive,
        String webroot,
        int pageCache,
        int pageCacheFile,
        List<String> routes) {

    static HttpSettings read(SettingsReader reader, int offset) {
        return new HttpSettings(
                reader.text("http.host"),
                shifted(reader.number("http.port", 0, 65_535), offset),
                shifted(reader.number("http.plain-port", 0, 65_535), offset),
                HttpTls.read(reader),
                reader.duration("http.hsts", "0s", "730d"),
                AllowedHosts.read(reader),
                origins(reader),
                TrustedProxies.read(reader),
                reader.duration("http.request-timeout", "100ms", "1h"),
                reader.duration("http.keep-alive", "100ms", "1h"),
                reader.text("http.webroot"),
                reader.size("http.page-cache", "64KiB", "1GiB"),
                reader.size("http.page-cache-file", "1KiB", "64MiB"),
                RouteEntries.read(reader));
    }

    /** Whether only this machine reaches the public server. */
    public boolean isLoopback() {
        return Loopback.contains(host);
    }

    private static Set<Origin> origins(SettingsReader reader) {
        String key = "http.allowed-origins";
        List<Optional<Origin>> origins =
                reader.texts(key).stream().map(Origin::parse).toList();
        if (!origins.stream().allMatch(Optional::isPresent)) {
            reader.rejectValue(
                    key, "expected origins such as https://app.example.com or http://localhost:3000, without a path");
        }
        return origins.stream().flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** Adds {@code node.offset}. Port 0 stays 0, any free port. */
    static int shifted(int port, int offset) {
        return port == 0 ? 0 : port + offset;
    }
}
