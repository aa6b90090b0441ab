package io.polyloop.polyglot;

import io.polyloop.config.SettingsReader;
import io.polyloop.config.VerticleSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The settings of scripts. {@code conf/polyloop.yaml} explains each.
 *
 * @param languages class names of {@link Language} implementations
 * @param dirs folders of the scripts, searched before the packaged scripts
 * @param maxHandlerTime after which a handler is interrupted
 * @param reload whether a script is deployed again when one of its files changes
 * @param reloadInterval between two checks of the files
 * @param restartAfter failures in a row that restart a script; 0 for never
 * @param restartDelay before the first restart; each further delay is twice as long
 * @param restartDelayMax the longest of these delays
 * @param fetch limits of requests to other servers
 * @param maxStuck threads abandoned inside calls that do not end, after which the node exits
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

    static ScriptSettings read(SettingsReader reader) {
        ScriptSettings settings = new ScriptSettings(
                reader.texts("scripts.languages"),
                reader.texts("scripts.dir").stream().map(Path::of).toList(),
                reader.duration(
                        "scripts.max-handler-time",
                        VerticleSettings.MIN_HANDLER_TIME,
                        VerticleSettings.MAX_HANDLER_TIME),
                reader.flag("scripts.reload"),
                reader.duration("scripts.reload-interval", "10ms", "1m"),
                reader.number("scripts.restart-after", 0, 1_000_000),
                reader.duration("scripts.restart-delay", "10ms", "1h"),
                reader.duration("scripts.restart-delay-max", "10ms", "1d"),
                FetchSettings.read(reader),
                reader.number("scripts.max-stuck", 1, 1_000));
        settings.check(reader);
        return settings;
    }

    private void check(SettingsReader reader) {
        if (restartDelayMax.compareTo(restartDelay) < 0) {
            reader.reject("scripts.restart-delay-max", "must not be shorter than scripts.restart-delay");
        }
        dirs.stream()
                .filter(dir -> !Files.isDirectory(dir))
                .forEach(dir -> reader.reject(
                        "scripts.dir",
                        dir.toAbsolutePath() + " is not a directory; create it, or leave the setting empty"));
    }
}
