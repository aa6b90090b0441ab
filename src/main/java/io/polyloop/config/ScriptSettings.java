package io.polyloop.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Scripts.
 *
 * @param languages classes that implement {@code io.polyloop.polyglot.Language}
 * @param dirs where scripts are; none for the packaged ones
 * @param maxHandlerTime how long one of their handlers may run
 * @param fetch origins that they may fetch from, such as {@code https://api.example.com}
 * @param fetchBody bytes of one answer
 * @param fetchTimeout how long one answer may take
 * @param fetchAtOnce how many answers one instance of a script may wait for
 */
public record ScriptSettings(
        List<String> languages,
        List<Path> dirs,
        Duration maxHandlerTime,
        List<String> fetch,
        int fetchBody,
        Duration fetchTimeout,
        int fetchAtOnce) {
    static final String MIN_HANDLER_TIME = "10ms";
    static final String MAX_HANDLER_TIME = "10m";

    private static final Pattern ORIGIN = Pattern.compile("https?://(?:[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::\\d{1,5})?");

    static ScriptSettings read(Keys keys) {
        return new ScriptSettings(
                keys.texts("scripts.languages"),
                keys.texts("scripts.dir").stream().map(Path::of).toList(),
                keys.duration("scripts.max-handler-time", MIN_HANDLER_TIME, MAX_HANDLER_TIME),
                origins(keys),
                keys.size("scripts.fetch-body", "1KiB", "64MiB"),
                keys.duration("scripts.fetch-timeout", "10ms", "10m"),
                keys.number("scripts.fetch-at-once", 1, 10_000));
    }

    private static List<String> origins(Keys keys) {
        List<String> origins = keys.texts("scripts.fetch");
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            keys.fault("scripts.fetch", "write origins in lower case without a path, such as https://api.example.com");
        }
        return origins;
    }
}
