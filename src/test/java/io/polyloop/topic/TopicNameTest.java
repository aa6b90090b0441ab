package io.polyloop.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "readings.d1", "a..b", "a-_-.", "constructor"})
    void letters_digits_dots_and_dashes_are_accepted(String name) {
        assertEquals(name, new TopicName(name).toString());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                ".",
                ".a",
                "-a",
                "_a",
                "A",
                "aB",
                "a b",
                " a",
                "a ",
                "a/b",
                "a:b",
                "a*",
                "a%2e",
                "a\n",
                "a\r\ndata: x",
                "a\u0000",
                "\u00e9",
                "a\u202eb",
                "\u0661",
                "__proto__"
            })
    void other_text_is_refused(String name) {
        ProblemException refusal = assertThrows(ProblemException.class, () -> new TopicName(name));
        assertEquals(Problem.INVALID_TOPIC, refusal.problem());
    }

    @Test
    void a_name_has_at_most_128_characters() {
        assertEquals(128, new TopicName("a".repeat(128)).value().length());
        assertThrows(ProblemException.class, () -> new TopicName("a".repeat(129)));
    }

    @Test
    void names_are_sorted_bytewise() {
        assertTrue(new TopicName("a-b").compareTo(new TopicName("a.b")) < 0);
        assertTrue(new TopicName("a.b").compareTo(new TopicName("a0")) < 0);
        assertTrue(new TopicName("a0").compareTo(new TopicName("a_")) < 0);
        assertTrue(new TopicName("a_").compareTo(new TopicName("ab")) < 0);
    }
}
