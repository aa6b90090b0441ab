package io.polyloop.config;

/**
 * What one client may do in a second, on this node; 0 is no limit.
 *
 * @param keys how many subjects, addresses and so on each limit distinguishes
 * @param failures invalid credentials of one address that are verified
 */
public record RateSettings(int subject, int tenant, int address, int topic, int connections, int keys, int failures) {
    private static final int MAX = 1_000_000;

    static RateSettings read(SettingsReader reader) {
        return new RateSettings(
                reader.number("limits.rate.subject", 0, MAX),
                reader.number("limits.rate.tenant", 0, MAX),
                reader.number("limits.rate.address", 0, MAX),
                reader.number("limits.rate.topic", 0, MAX),
                reader.number("limits.rate.connections", 0, MAX),
                reader.number("limits.rate.keys", 1_000, MAX),
                reader.number("auth.failures", 0, MAX));
    }
}
