package io.polyloop.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.log.LogLevels;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LevelOverridesTest {
    private static final String NAME = LevelOverridesTest.class.getName();
    private static final Logger LOG = LoggerFactory.getLogger(NAME);

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final LevelOverrides overrides = new LevelOverrides(
            vertx, LogLevels.ofProcess().orElseThrow(), 1, InstantSource.fixed(Instant.EPOCH), ended::complete);

    @AfterEach
    void close() {
        overrides.close();
        vertx.close();
    }

    @Test
    void a_level_goes_back_by_itself() throws Exception {
        vertx.runOnContext(v -> overrides.set(NAME, new LevelRequest(Level.ERROR, Duration.ofMillis(20))));
        assertEquals(NAME, ended.get(10, TimeUnit.SECONDS));
        assertTrue(LOG.isWarnEnabled());
    }

    @Test
    void a_further_level_replaces_the_first_and_its_time() {
        overrides.set(NAME, new LevelRequest(Level.DEBUG, Duration.ofMinutes(1)));
        overrides.set(NAME, new LevelRequest(Level.ERROR, Duration.ofMinutes(2)));
        assertEquals(
                "{\"level\":\"error\",\"until\":\"1970-01-01T00:02:00.000Z\"}",
                overrides.json(NAME).encode());
        assertFalse(LOG.isWarnEnabled());
    }

    @Test
    void more_levels_than_the_limit_are_refused_until_the_first_ends() {
        overrides.set(NAME, new LevelRequest(Level.DEBUG, Duration.ofMinutes(1)));
        ProblemException full = assertThrows(
                ProblemException.class,
                () -> overrides.set("io.polyloop", new LevelRequest(Level.DEBUG, Duration.ofMinutes(1))));
        assertEquals(Problem.RATE_LIMITED, full.problem());
        assertEquals(Duration.ofMinutes(1), full.retryAfter());
    }

    @Test
    void closing_gives_all_levels_back() {
        overrides.set(NAME, new LevelRequest(Level.ERROR, Duration.ofMinutes(1)));
        overrides.close();
        assertTrue(LOG.isWarnEnabled());
    }
}
