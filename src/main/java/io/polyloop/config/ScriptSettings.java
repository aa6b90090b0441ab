package io.polyloop.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Scripts.
 *
 * @param languages classes that implement {@code io.polyloop.polyglot.Language}
 * @param dirs directories of the scripts; empty for the packaged ones
 * @param maxHandlerTime how long a handler can run before it is interrupted
 * @param reload whether a script is reloaded when one of its files changes
 * @param reloadInterval how often the files are checked
 * @param restartAfter consecutive failures that restart a script; 0 for never
 * @param restartDelay the delay of the first restart, doubled for each further one
 * @param restartDelayMax the maximum of that delay
 * @param fetch limits of {@code fetch}
 * @param maxStuck threads lost to calls that ignore the interrupt, before the node exits
 */
public record ScriptSettings(
        List<String> languages,
        List<Path> dirs,
        Duration maxHandlerTime,
        boolean reload,
        Duration reloadInterval,
        int restartAfter,
        Duration restartDelay,
        Duration restartDelayMax,
        FetchSettings fetch,
        int maxStuck) {
    static final String MIN_HANDLER_TIME = "10ms";
    static final String MAX_HANDLER_TIME = "10m";

    static ScriptSettings read(SettingsReader reader) {
        return new ScriptSettings(
                reader.texts("scripts.languages"),
                reader.texts("scripts.dir").stream().map(Path::of).toList(),
                reader.duration("scripts.max-handler-time", MIN_HANDLER_TIME, MAX_HANDLER_TIME),
                reader.flag("scripts.reload"),
                reader.duration("scripts.reload-interval", "10ms", "1m"),
                reader.number("scripts.restart-after", 0, 1_000_000),
                reader.duration("scripts.restart-delay", "10ms", "1h"),
                reader.duration("scripts.restart-delay-max", "10ms", "1d"),
                FetchSettings.read(reader),
                reader.number("scripts.max-stuck", 1, 1_000));
    }
}
