package io.polyloop.config;

import java.time.Duration;

/**
 * Requests that the gateway forwards to verticles.
 *
 * @param timeout for the verticle's answer
 * @param maxWaiting pending requests of one route, on each event loop
 * @param answer bytes of the largest answer
 */
public record GatewaySettings(Duration timeout, int maxWaiting, int answer) {

    static GatewaySettings read(SettingsReader reader) {
        return new GatewaySettings(
                reader.duration("gateway.timeout", "10ms", "10m"),
                reader.number("gateway.max-waiting", 1, 100_000),
                reader.size("gateway.answer", "1KiB", "256MiB"));
    }
}
