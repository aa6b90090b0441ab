package io.polyloop.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Scripts.
 *
 * @param languages classes that implement {@code io.polyloop.polyglot.Language}
 * @param dirs where scripts are; none for the packaged ones
 * @param maxHandlerTime how long one of their handlers may run
 * @param reload whether a script is loaded anew when one of its files changed
 * @param reloadInterval how often the files are looked at
 * @param restartAfter after how many failures in a row a script is restarted; 0 for never
 * @param restartDelay how long the first restart waits; each further one waits twice as long
 * @param restartDelayMax but no longer than this
 * @param fetch what they may fetch
 * @param maxStuck how many threads may be abandoned inside of calls that do not end, before the node ends
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
