package io.polyloop.config;

/** What one client may send. Sizes in bytes. */
public record LimitSettings(
        int message, int batch, int body, int headers, int uri, int connections, int subscriptions, int publishes) {

    static LimitSettings read(Keys keys) {
        return new LimitSettings(
                keys.size("limits.message", "64B", "16MiB"),
                keys.number("limits.batch", 1, 100_000),
                keys.size("limits.body", "64B", "64MiB"),
                keys.size("limits.headers", "512B", "1MiB"),
                keys.size("limits.uri", "256B", "64KiB"),
                keys.number("limits.connections", 1, 1_000_000),
                keys.number("limits.subscriptions", 1, 1_000_000),
                keys.number("limits.publishes", 1, 100_000));
    }
}
