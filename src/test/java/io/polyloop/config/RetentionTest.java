package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
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
    void the_most_specific_rule_counts_in_any_order(String topic, int messages) {
        Retention retention = read(
                rule("r*").put("messages", 3),
                rule("readings.d1").put("messages", 1),
                rule("*").put("messages", 4),
                rule("readings.*").put("messages", 2));
        assertEquals(messages, retention.of(topic).messages());
    }

    @Test
    void a_name_goes_before_a_prefix_as_long_as_it() {
        Retention retention = read(rule("abc*").put("messages", 2), rule("abc").put("messages", 1));
        assertEquals(1, retention.of("abc").messages());
        assertEquals(2, retention.of("abcd").messages());
    }

    @Test
    void what_a_rule_leaves_out_is_as_for_all_topics() {
        Retention retention = read(rule("a").put("bytes", "64MiB"));
        TopicRetention all = retention.of("b");
        assertEquals(new TopicRetention(Duration.ofDays(7), 1_000_000, Long.MAX_VALUE), all);
        assertEquals(new TopicRetention(all.age(), all.messages(), 64L << 20), retention.of("a"));
    }

    @Test
    void a_rule_is_shown_as_it_is_written() {
        Retention retention = read(
                rule("a*").put("bytes", "64MiB").put("age", "30d"), rule("b").put("messages", 5));
        assertEquals(
                "[{topic: b, age: 7d, messages: 5}, {topic: a*, age: 30d, messages: 1000000, bytes: 64MiB}]",
                retention.rules().toString());
    }

    @Test
    void every_fault_is_named_at_once_with_its_topic() {
        List<String> faults = Defaults.faults(
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
        assertEquals(1, faults.size());
        for (String fault : List.of(
                "Big: is neither",
                "a: messages is from 1",
                "a: age is from 1s",
                "b: has no bound",
                "c: has no field mesages",
                "d: bytes is from 1KiB",
                "e: is given twice",
                "\"f\" is no entry",
                "each entry is {topic:")) {
            assertTrue(faults.get(0).contains(fault), fault + " in " + faults);
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
