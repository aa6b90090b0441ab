package io.polyloop.config;

import io.polyloop.log.LogFormat;

/** The log of the process. */
public record LogSettings(LogFormat format) {
    static LogSettings read(SettingsReader reader) {
        return new LogSettings(reader.choice("log.format", LogFormat.class));
    }
}
