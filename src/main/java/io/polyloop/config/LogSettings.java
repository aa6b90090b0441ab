package io.polyloop.config;

import io.polyloop.log.LogFormat;
import io.polyloop.log.LogLevels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * The log of the process. {@code conf/polyloop.yaml} documents each setting under {@code log}.
 *
 * @param levels of loggers, by name
 * @param overrideTime how long a level applies that an administrator sets without a time
 * @param overrideMax the longest time that one can ask for
 * @param overrides levels set in this way at the same time
 */
public record LogSettings(
        LogFormat format, Map<String, Level> levels, Duration overrideTime, Duration overrideMax, int overrides) {
    /** What a level can be, for messages. */
    public static final String LEVELS = "trace, debug, info, warn or error";

    private static final String LEVELS_KEY = "log.levels";
    private static final String OVERRIDE_TIME = "log.override-time";
    private static final int MAX_LEVELS = 100;

    static LogSettings read(SettingsReader reader) {
        LogSettings settings = new LogSettings(
                reader.choice("log.format", LogFormat.class),
                levels(reader),
                reader.duration(OVERRIDE_TIME, "1m", "30d"),
                reader.duration("log.override-max", "1m", "30d"),
                reader.number("log.overrides", 0, 1_000));
        if (settings.overrideTime.compareTo(settings.overrideMax) > 0 && !reader.isRejected("log.override-max")) {
            reader.reject(OVERRIDE_TIME, "is longer than log.override-max; lower it, or raise that");
        }
        return settings;
    }

    /** The level of this name, in lower case. */
    public static Optional<Level> level(String name) {
        return Arrays.stream(Level.values())
                .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    private static Map<String, Level> levels(SettingsReader reader) {
        Map<String, String> texts = reader.pairs(LEVELS_KEY);
        List<String> faults = new ArrayList<>();
        texts.forEach((logger, text) -> fault(logger, text).ifPresent(faults::add));
        if (texts.size() > MAX_LEVELS) {
            faults.add("more than " + MAX_LEVELS + " entries; name a package instead of its classes");
        }
        if (!faults.isEmpty()) {
            reader.reject(LEVELS_KEY, String.join("; ", faults));
            return Map.of();
        }
        Map<String, Level> levels = new LinkedHashMap<>();
        texts.forEach((logger, text) -> levels.put(logger, level(text).orElseThrow()));
        return levels;
    }

    private static Optional<String> fault(String logger, String text) {
        if (!LogLevels.isName(logger)) {
            return Optional.of("\"" + logger + "\" is no name of a logger; write a class or a package");
        }
        return level(text)
                .map(level -> LogLevels.refusal(logger, level))
                .orElseGet(() ->
                        Optional.of(logger + " has the level \"" + text + "\", which is invalid; expected " + LEVELS));
    }
}
