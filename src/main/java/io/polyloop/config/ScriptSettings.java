package io.polyloop.config;

import java.time.Duration;

/** Where scripts are and how long one of their handlers may run. */
public record ScriptSettings(String dir, Duration maxHandlerTime) {

    static ScriptSettings read(Keys keys) {
        return new ScriptSettings(keys.text("scripts.dir"), keys.duration("scripts.max-handler-time", "10ms", "10m"));
    }
}
