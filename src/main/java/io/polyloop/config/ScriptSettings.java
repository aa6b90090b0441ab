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
 */
public record ScriptSettings(List<String> languages, List<Path> dirs, Duration maxHandlerTime) {

    static ScriptSettings read(Keys keys) {
        return new ScriptSettings(
                keys.texts("scripts.languages"),
                keys.texts("scripts.dir").stream().map(Path::of).toList(),
                keys.duration("scripts.max-handler-time", "10ms", "10m"));
    }
}
