package io.polyloop.ops;

import io.polyloop.log.LogLevels;
import io.polyloop.topic.Message;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The levels of loggers that an administrator has set for a time. On one event loop. */
final class LevelOverrides {
    private final Vertx vertx;
    private final LogLevels levels;
    private final int max;
    private final InstantSource clock;
    private final Consumer<String> onEnd;
    private final Map<String, Override> overrides = new TreeMap<>();

    private record Override(JsonObject json, Instant until, long timer) {}

    /**
     * @param max overrides at the same time
     * @param onEnd receives the name of a logger whose level has gone back by itself
     */
    LevelOverrides(Vertx vertx, LogLevels levels, int max, InstantSource clock, Consumer<String> onEnd) {
        this.vertx = vertx;
        this.levels = levels;
        this.max = max;
        this.clock = clock;
        this.onEnd = onEnd;
    }

    /** Sets the level of a logger that exists; a further one replaces it, and its time. */
    void set(String name, LevelRequest request) {
        if (!overrides.containsKey(name) && overrides.size() >= max) {
            throw full();
        }
        forget(name);
        Instant until = clock.instant().plus(request.time());
        long timer = vertx.setTimer(request.time().toMillis(), end -> expire(name));
        JsonObject json = JsonObject.of(
                "level", request.level().name().toLowerCase(Locale.ROOT), "until", Message.time(until.toEpochMilli()));
        overrides.put(name, new Override(json, until, timer));
        levels.override(name, request.level());
    }

    private ProblemException full() {
        String detail = max + " levels are set (log.overrides); DELETE /loggers/{name} ends one";
        return overrides.values().stream()
                .map(override -> Duration.between(clock.instant(), override.until()))
                .min(Duration::compareTo)
                // The clock can have been set forward meanwhile.
                .map(first -> first.compareTo(Problem.RETRY_AFTER) < 0 ? Problem.RETRY_AFTER : first)
                .map(first -> Problem.RATE_LIMITED.because(detail, first))
                .orElseGet(() -> Problem.FORBIDDEN.because("log.overrides is 0: no level can be set"));
    }

    private void expire(String name) {
        end(name);
        onEnd.accept(name);
    }

    /** Whether there was an override. */
    boolean end(String name) {
        boolean found = overrides.containsKey(name);
        forget(name);
        levels.restore(name);
        return found;
    }

    private void forget(String name) {
        Override known = overrides.remove(name);
        if (known != null) {
            vertx.cancelTimer(known.timer());
        }
    }

    /** What applies to a logger, and until when; null without an override. */
    JsonObject json(String name) {
        return overrides.containsKey(name) ? overrides.get(name).json() : null;
    }

    void close() {
        List.copyOf(overrides.keySet()).forEach(this::end);
    }
}
