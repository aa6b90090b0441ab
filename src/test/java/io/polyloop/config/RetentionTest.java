package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {
    private static final String KEY = "journal.retention-topics";

    @ParameterizedTest
    @CsvSource({
        "readings.d1, 1",
        "readings.d2, 2",
        "readings, 3",
        "radio, 3",
        "other, 4",
    })
    void the_most_specific_rule_applies_in_any_order(String topic, int messages) {
        Retention retention = read(
                rule("r*").put("messages", 3),
                rule("readings.d1").put("messages", 1),
                rule("*").put("messages", 4),
                rule("readings.*").put("messages", 2));
        assertEquals(messages, retention.of(topic).messages());
    }

    @Test
    void a_full_name_precedes_a_prefix_of_the_same_length() {
        Retention retention = read(rule("abc*").put("messages", 2), rule("abc").put("messages", 1));
        assertEquals(1, retention.of("abc").messages());
        assertEquals(2, retention.of("abcd").messages());
    }

    @Test
    void a_limit_that_a_rule_omits_has_its_default() {
        Retention retention = read(rule("a").put("bytes", "64MiB"));
        TopicRetention all = retention.of("b");
        assertEquals(new TopicRetention(all.age(), all.messages(), 64L << 20), retention.of("a"));
    }

    @Test
    void a_rule_is_formatted_in_the_syntax_of_the_settings() {
        Retention retention = read(
                rule("a*").put("bytes", "64MiB").put("age", "30d").put("messages", 9),
                rule("b").put("messages", 5).put("age", "8d"));
        assertEquals(
                "[{topic: b, age: 8d, messages: 5}, {topic: a*, age: 30d, messages: 9, bytes: 64MiB}]",
                retention.rules().toString());
    }

    @Test
    void all_errors_are_reported_with_their_topics() {
        List<String> errors = Defaults.errors(
                KEY,
                new JsonArray()
                        .add(rule("Big").put("messages", 1))
                        .add(rule("a").put("messages", 0).put("age", "soon"))
                        .add(rule("b"))
                        .add(rule("c").put("mesages", 1))
                        .add(rule("d").put("bytes", "12"))
                        .add(rule("e").put("age", "1d"))
                        .add(rule("e").put("age", "2d"))
                        .add("f"));
        assertEquals(1, errors.size());
        for (String error : List.of(
                "Big: is neither",
                "a: messages must be from 1",
                "a: age must be from 1s",
                "b: has no limit",
                "c: unknown field mesages",
                "d: bytes must be from 1KiB",
                "e: appears twice",
                "\"f\" is not an entry",
                "expected {topic:")) {
            assertTrue(errors.get(0).contains(error), error + " in " + errors);
        }
    }

    private static JsonObject rule(String topic) {
        return JsonObject.of("topic", topic);
    }

    private static Retention read(JsonObject... rules) {
        return Defaults.with(KEY, new JsonArray(new ArrayList<>(List.of(rules))))
                .journal()
                .retention();
    }
}
