package io.polyloop.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppendTest {
    private static final TopicName TOPIC = new TopicName("t");

    @Test
    void an_append_without_a_message_is_refused() {
        assertEquals(Problem.INVALID_MESSAGE, refusal(() -> new Append(TOPIC, List.of(), null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "k\n", "k\r\nX: y", "\u00e9", "k\u0000", "k\u007f", "\ud83d\ude00"})
    void a_key_of_other_than_visible_ascii_is_refused(String key) {
        assertEquals(Problem.INVALID_PARAMETER, refusal(() -> append(key, "1")));
    }

    @Test
    void a_key_has_1_to_128_characters() {
        assertEquals("!", append("!", "1").key());
        assertEquals(128, append("~".repeat(128), "1").key().length());
        assertEquals(Problem.INVALID_PARAMETER, refusal(() -> append("k".repeat(129), "1")));
    }

    @Test
    void the_list_of_data_is_copied() {
        List<Payload> data = new ArrayList<>(List.of(payload("1")));
        Append append = new Append(TOPIC, data, null);
        data.clear();

        assertEquals(1, append.count());
    }

    @Test
    void bytes_is_the_total_size_in_utf_8() {
        assertEquals(1 + 4, append(null, "1", "\"\u00e9\"").bytes());
    }

    @Test
    void the_fingerprint_depends_on_the_data_and_not_on_its_white_space() {
        assertEquals(
                append("k", "{\"a\":1}").fingerprint(),
                append("k", " { \"a\" : 1 } ").fingerprint());
        assertNotEquals(append("k", "1.0").fingerprint(), append("k", "1").fingerprint());
    }

    @Test
    void the_fingerprint_depends_on_the_boundaries_of_messages() {
        assertNotEquals(append("k", "1", "2").fingerprint(), append("k", "12").fingerprint());
        assertNotEquals(
                append("k", "1", "2").fingerprint(), append("k", "2", "1").fingerprint());
        assertNotEquals(append("k", "1").fingerprint(), append("k", "1", "1").fingerprint());
    }

    private static Append append(String key, String... data) {
        return new Append(TOPIC, Stream.of(data).map(AppendTest::payload).toList(), key);
    }

    private static Payload payload(String json) {
        return StrictJson.payload(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem refusal(Runnable append) {
        return assertThrows(ProblemException.class, append::run).problem();
    }
}
