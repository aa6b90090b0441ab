package io.polyloop.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

class LogLevelsTest {
    private final LoggerContext context = new LoggerContext();
    private final LogLevels levels = new LogLevels(context);

    LogLevelsTest() {
        context.getLogger("ROOT").setLevel(ch.qos.logback.classic.Level.WARN);
        context.getLogger("io.netty.handler.Tls");
        context.getLogger("io.orders.bus.News");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROOT", "io"})
    void a_level_above_a_library_does_not_open_its_output(String above) {
        levels.override(above, Level.TRACE);
        assertEquals("trace", level("io.orders.bus.News"));
        assertEquals("info", level("io.netty.handler.Tls"));
        assertEquals("info", level("io.vertx"));
    }

    @Test
    void a_library_has_its_level_back_after_one_above_it() {
        levels.override("ROOT", Level.DEBUG);
        levels.override("io.netty", Level.ERROR);
        assertEquals("error", level("io.netty.handler.Tls"));
        levels.restore("io.netty");
        assertEquals("info", level("io.netty.handler.Tls"));
        levels.restore("ROOT");
        assertEquals(List.of(new LoggerLevel("ROOT", "warn", "warn")), levels.own());
        assertEquals("warn", level("io.netty.handler.Tls"));
    }

    @Test
    void a_level_of_the_configuration_stays() {
        context.getLogger("io.vertx").setLevel(ch.qos.logback.classic.Level.OFF);
        levels.override("ROOT", Level.DEBUG);
        levels.restore("ROOT");
        assertEquals("off", level("io.vertx"));
    }

    @Test
    void a_second_override_keeps_the_level_that_the_first_replaced() {
        levels.override("io.orders.bus", Level.DEBUG);
        levels.override("io.orders.bus", Level.ERROR);
        LoggerLevel shown = levels.find("io.orders.bus").orElseThrow();
        assertEquals("error", shown.level());
        assertNull(shown.configured());
        levels.restore("io.orders.bus");
        assertEquals("warn", level("io.orders.bus.News"));
    }

    @Test
    void an_override_of_an_unknown_logger_creates_none() {
        int before = context.getLoggerList().size();
        levels.override("made.up", Level.DEBUG);
        levels.restore("made.up");
        assertEquals(before, context.getLoggerList().size());
        assertTrue(levels.find("made.up").isEmpty());
    }

    @Test
    void a_level_at_the_start_applies_to_loggers_to_come() {
        levels.configure(Map.of("com.acme", Level.DEBUG, "ROOT", Level.INFO));
        assertTrue(context.getLogger("com.acme.Orders").isDebugEnabled());
        assertFalse(context.getLogger("io.orders.bus.News").isDebugEnabled());
    }

    @Test
    void loggers_are_listed_by_the_start_of_their_name() {
        assertEquals(
                List.of("io.orders", "io.orders.bus"),
                levels.startingWith("io.o", 2).stream().map(LoggerLevel::name).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "audit, ERROR, audit",
        "audit, DEBUG, audit",
        "audit.x, INFO, audit",
        "io.netty, DEBUG, byte by byte",
        "io.vertx.ext.web, TRACE, tickets",
        "org.postgresql.core, DEBUG, password"
    })
    void a_level_is_refused_with_its_reason(String logger, Level level, String reason) {
        assertTrue(LogLevels.refusal(logger, level).orElse("").contains(reason));
    }

    @ParameterizedTest
    @CsvSource({"io.netty, INFO", "io.nettyx, DEBUG", "io, DEBUG", "ROOT, TRACE", "auditor, DEBUG"})
    void any_other_level_is_allowed(String logger, Level level) {
        assertTrue(LogLevels.refusal(logger, level).isEmpty());
    }

    private String level(String logger) {
        return context.getLogger(logger).getEffectiveLevel().toString().toLowerCase();
    }
}
