package io.polyloop.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurrogatesTest {
    private static final String SMILE = "\ud83d\ude00";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\ud800x\"",
                "\"\\udc00\"",
                "\"\\udc00\\ud800\"",
                "\"\\ud800\\ud83d\\ude00\"",
                "{\"\\ud800\":1}",
                "[{\"a\":\"\\udfff\"}]"
            })
    void a_lone_surrogate_is_refused(String json) {
        ProblemException refusal = assertThrows(ProblemException.class, () -> compact(json));

        assertEquals(Problem.INVALID_JSON, refusal.problem());
    }

    @Test
    void a_surrogate_pair_is_stored_as_utf_8() {
        assertEquals('"' + SMILE + '"', compact("\"\\ud83d\\ude00\""));
        assertEquals('"' + SMILE + '"', compact('"' + SMILE + '"'));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_999, 2_000, 3_999, 4_000, 7_999, 8_000})
    void a_long_string_is_kept(int offset) {
        String json = '"' + "x".repeat(offset) + SMILE.repeat(5_000) + '"';

        assertEquals(json, compact(json));
    }

    private static String compact(String json) {
        return StrictJson.payload(json.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
