package io.polyloop.polyglot;

import io.polyloop.config.SettingsReader;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Limits for {@code fetch} in scripts.
 *
 * @param origins allowed origins, in lower case, such as {@code https://api.example.com}
 * @param maxBody bytes of one response, uncompressed
 * @param timeout for one request, until the last byte of its response
 * @param maxConcurrent pending requests of one script instance
 */
public record FetchSettings(List<String> origins, int maxBody, Duration timeout, int maxConcurrent) {
    /** Allows no server. */
    public static final FetchSettings NONE = new FetchSettings(List.of(), 0, Duration.ZERO, 0);

    private static final Pattern ORIGIN = Pattern.compile("https?://(?:[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::\\d{1,5})?");

    static FetchSettings read(SettingsReader reader) {
        List<String> origins = reader.texts("scripts.fetch");
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            reader.rejectValue(
                    "scripts.fetch", "expected origins in lower case without a path, such as https://api.example.com");
        }
        return new FetchSettings(
                origins,
                reader.size("scripts.fetch-body", "1KiB", "64MiB"),
                reader.duration("scripts.fetch-timeout", "10ms", "10m"),
                reader.number("scripts.fetch-at-once", 1, 10_000));
    }
}
