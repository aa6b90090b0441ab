package io.polyloop.config;

/** Limits for what one client sends. Sizes in bytes. */
public record LimitSettings(
        int message,
        int batch,
        int body,
        int values,
        int headers,
        int uri,
        int connections,
        int subscriptions,
        int publishes,
        RateSettings rates) {

    static LimitSettings read(SettingsReader reader) {
        return new LimitSettings(
                reader.size("limits.message", "64B", "16MiB"),
                reader.number("limits.batch", 1, 100_000),
                reader.size("limits.body", "64B", "64MiB"),
                reader.number("limits.values", 1, 1_000_000),
                reader.size("limits.headers", "512B", "1MiB"),
                reader.size("limits.uri", "256B", "64KiB"),
                reader.number("limits.connections", 1, 1_000_000),
                reader.number("limits.subscriptions", 1, 1_000_000),
                reader.number("limits.publishes", 1, 100_000),
                RateSettings.read(reader));
    }
}
