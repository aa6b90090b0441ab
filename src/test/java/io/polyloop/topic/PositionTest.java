package io.polyloop.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @ParameterizedTest
    @ValueSource(strings = {"abcdefgh:0", "0123456789abcdef:42", "abcdefghabcdefghabcdefghabcdefgh:999999999999999999"})
    void a_position_is_parsed_as_it_was_written(String text) {
        assertEquals(text, Position.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                ":",
                "abcdefgh",
                "abcdefgh:",
                ":1",
                "abcdefg:1",
                "abcdefghabcdefghabcdefghabcdefghi:1",
                "ABCDEFGH:1",
                "abcdefgh:-1",
                "abcdefgh:+1",
                "abcdefgh:01",
                "abcdefgh:1.0",
                "abcdefgh:1e3",
                "abcdefgh:9223372036854775808",
                "abcdefgh:18446744073709551616",
                "abcdefgh:1 ",
                " abcdefgh:1",
                "abcdefgh:1\n",
                "abcdefgh::1",
                "abcdefgh:1:1",
                "abcdefgh:\u0661",
                "abcdefg\u00e9:1",
                "00"
            })
    void other_text_is_refused(String text) {
        ProblemException refusal = assertThrows(ProblemException.class, () -> Position.parse(text));
        assertEquals(Problem.INVALID_POSITION, refusal.problem());
    }

    @Test
    void ten_kilobytes_are_refused_quickly() {
        assertThrows(ProblemException.class, () -> Position.parse("a".repeat(10_000) + ":1"));
        assertThrows(ProblemException.class, () -> Position.parse("abcdefgh:" + "1".repeat(10_000)));
    }

    @Test
    void reading_starts_from_now_the_oldest_or_after_a_position() {
        assertEquals(ReadFrom.NOW, ReadFrom.parse(null));
        assertThrows(ProblemException.class, () -> ReadFrom.parse(""));
        assertEquals(ReadFrom.OLDEST, ReadFrom.parse("0"));
        assertEquals(new ReadFrom.After(new Position("abcdefgh", 7)), ReadFrom.parse("abcdefgh:7"));
    }
}
