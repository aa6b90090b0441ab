package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

class LogSettingsTest {
    private static final Map<String, Level> LEVELS = Map.of("io.polyloop.bus", Level.DEBUG, "com.acme", Level.WARN);

    @Test
    void levels_are_a_mapping_in_a_file_and_a_text_in_the_environment() {
        JsonObject file =
                new JsonObject("{\"log\": {\"levels\": {\"io.polyloop.bus\": \"debug\", \"com.acme\": \"warn\"}}}");
        assertEquals(LEVELS, levels(FlatMap.of(file).get("log.levels")));
        assertEquals(LEVELS, levels("io.polyloop.bus=debug, com.acme = warn"));
        assertEquals(Map.of(), levels(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.acme=loud               | com.acme has the level \"loud\", which is invalid; expected trace, debug",
                "com.acme=DEBUG              | com.acme has the level",
                "com.acme                    | expected name=value",
                "com acme=debug              | \"com acme\" is no name of a logger",
                "io.netty.handler=debug      | io.netty can have info or above: below it, its output contains",
                "audit=warn                  | the audit log has a fixed level",
                "com.acme=loud, audit=warn   | warn or error; the audit log has a fixed level"
            })
    void an_invalid_level_is_an_error_with_its_reason(String value, String expected) {
        List<String> errors = Defaults.errors("log.levels", value);
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith("log.levels: ") && errors.get(0).contains(expected), errors::toString);
    }

    @Test
    void too_many_levels_are_an_error() {
        String many = IntStream.range(0, 101).mapToObj(i -> "a" + i + "=info").collect(Collectors.joining(","));
        assertTrue(Defaults.errors("log.levels", many).get(0).contains("more than 100 entries"));
    }

    @Test
    void a_key_within_the_levels_is_an_error_that_shows_the_form() {
        List<String> errors = new ArrayList<>();
        new Overrides(Defaults.values(), Map.of(), errors).put("log.levels.com.acme", "debug");
        assertTrue(errors.get(0).contains("log.levels is a mapping; write {name: value}"), errors::toString);
    }

    @Test
    void a_time_that_is_longer_than_the_longest_is_an_error() {
        List<String> errors = Defaults.errors("log.override-time", "2h", "log.override-max", "1h");
        assertEquals(List.of("log.override-time: is longer than log.override-max; lower it, or raise that"), errors);
    }

    private static Map<String, Level> levels(Object value) {
        return Defaults.with("log.levels", value).log().levels();
    }
}
