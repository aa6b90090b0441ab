package io.polyloop.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What scripts may ask other servers for.
 *
 * @param origins that they may fetch from, such as {@code https://api.example.com}
 * @param maxBody bytes of one answer
 * @param timeout how long one answer may take
 * @param maxConcurrent how many answers one instance of a script may wait for
 */
public record FetchSettings(List<String> origins, int maxBody, Duration timeout, int maxConcurrent) {
    private static final Pattern ORIGIN = Pattern.compile("https?://(?:[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::\\d{1,5})?");

    static FetchSettings read(SettingsReader reader) {
        List<String> origins = reader.texts("scripts.fetch");
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            reader.rejectValue(
                    "scripts.fetch", "write origins in lower case without a path, such as https://api.example.com");
        }
        return new FetchSettings(
                origins,
                reader.size("scripts.fetch-body", "1KiB", "64MiB"),
                reader.duration("scripts.fetch-timeout", "10ms", "10m"),
                reader.number("scripts.fetch-at-once", 1, 10_000));
    }
}
