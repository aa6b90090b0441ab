package io.polyloop.config;

import java.time.Duration;
import java.util.List;

/** The public server. Meaning, unit and default of each are in {@code conf/polyloop.yaml} under {@code http}. */
public record HttpSettings(
        String host,
        int port,
        List<String> allowedOrigins,
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
                keys.texts("http.allowed-origins"),
                keys.duration("http.request-timeout", "100ms", "1h"),
                keys.duration("http.keep-alive", "100ms", "1h"),
                keys.text("http.webroot"),
                keys.size("http.page-cache", "64KiB", "1GiB"),
                keys.size("http.page-cache-file", "1KiB", "64MiB"),
                keys.texts("http.routes"));
    }

    /** Port 0 stays 0: any free port is free for every node. */
    static int shifted(int port, int offset) {
        return port == 0 ? 0 : port + offset;
    }
}
