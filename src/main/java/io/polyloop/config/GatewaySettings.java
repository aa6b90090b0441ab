package io.polyloop.config;

import java.time.Duration;

/**
 * Requests that verticles answer.
 *
 * @param timeout how long one of them is waited for
 * @param maxWaiting how many may wait for one route, on each event loop
 */
public record GatewaySettings(Duration timeout, int maxWaiting) {

    static GatewaySettings read(SettingsReader reader) {
        return new GatewaySettings(
                reader.duration("gateway.timeout", "10ms", "10m"), reader.number("gateway.max-waiting", 1, 100_000));
    }
}
