package io.polyloop.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What scripts may ask other servers for.
 *
 * @param origins that they may fetch from, such as {@code https://api.example.com}
 * @param body bytes of one answer
 * @param timeout how long one answer may take
 * @param atOnce how many answers one instance of a script may wait for
 */
public record FetchSettings(List<String> origins, int body, Duration timeout, int atOnce) {
    private static final Pattern ORIGIN = Pattern.compile("https?://(?:[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::\\d{1,5})?");

    static FetchSettings read(Keys keys) {
        List<String> origins = keys.texts("scripts.fetch");
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            keys.fault("scripts.fetch", "write origins in lower case without a path, such as https://api.example.com");
        }
        return new FetchSettings(
                origins,
                keys.size("scripts.fetch-body", "1KiB", "64MiB"),
                keys.duration("scripts.fetch-timeout", "10ms", "10m"),
                keys.number("scripts.fetch-at-once", 1, 10_000));
    }
}
