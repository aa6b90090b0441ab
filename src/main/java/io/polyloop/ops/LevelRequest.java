package io.polyloop.ops;

import io.polyloop.config.LogSettings;
import io.polyloop.topic.Problem;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.slf4j.event.Level;

/** The level that a logger gets, and for how long. */
record LevelRequest(Level level, Duration time) {
    private static final String LEVEL = "level";
    private static final String MINUTES = "minutes";

    /** Of the fields {@code level} and {@code minutes}. Fails with {@link Problem#INVALID_PARAMETER} for others. */
    static LevelRequest of(JsonObject body, LogSettings settings) {
        if (!Set.of(LEVEL, MINUTES).containsAll(body.fieldNames())) {
            throw Problem.INVALID_PARAMETER.because("the fields are level and minutes");
        }
        Level level = LogSettings.level(String.valueOf(body.getValue(LEVEL)))
                .orElseThrow(() -> Problem.INVALID_PARAMETER.because("level must be " + LogSettings.LEVELS));
        return new LevelRequest(level, body.containsKey(MINUTES) ? time(body, settings) : settings.overrideTime());
    }

    private static Duration time(JsonObject body, LogSettings settings) {
        long max = settings.overrideMax().toMinutes();
        if (body.getValue(MINUTES) instanceof Integer minutes && minutes >= 1 && minutes <= max) {
            return Duration.ofMinutes(minutes);
        }
        throw Problem.INVALID_PARAMETER.because(
                "minutes must be a whole number from 1 to " + max + " (log.override-max)");
    }

    /** For the audit log. */
    @Override
    public String toString() {
        return level.name().toLowerCase(Locale.ROOT) + " for " + time.toSeconds() + " s";
    }
}
