package io.polyloop.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    @Test
    void a_full_table_of_names_does_not_refuse_the_json() {
        byte[] frame = "{\"é\uD834\uDD1E\":1,\"data\": {\"x\" : \"ü\"} }".getBytes(StandardCharsets.UTF_8);
        AtomicInteger calls = new AtomicInteger();

        String data = StrictJson.read(frame, parser -> {
            if (calls.incrementAndGet() == 1) {
                throw new StreamConstraintsException("Spill-over slots in symbol table are full");
            }
            for (int token = 0; token < 4; token++) {
                parser.nextToken();
            }
            Payload compact = StrictJson.compact(parser, frame);
            parser.nextToken();
            return new String(compact.json(), StandardCharsets.UTF_8);
        });

        assertEquals("{\"x\":\"ü\"}", data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "{\"a\":", "[[1,", "\"\u0001\"", "{\"a\":1,\"a\":2}", "[+1]"})
    void a_refusal_names_no_option_of_the_parser(String json) {
        String detail = assertThrows(
                        ProblemException.class, () -> StrictJson.payload(json.getBytes(StandardCharsets.UTF_8)))
                .getMessage();
        assertFalse(detail.contains("`") || detail.contains("Source"), detail);
    }

    @Test
    void a_value_that_is_nested_too_deep_is_refused_with_the_limit() {
        byte[] json = "[".repeat(StrictJson.MAX_DEPTH + 1).getBytes(StandardCharsets.UTF_8);
        String detail = assertThrows(ProblemException.class, () -> StrictJson.payload(json))
                .getMessage();
        assertTrue(detail.endsWith("exceeds the maximum allowed (100)"), detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"\":1,\"\":1}",
                "{\"o\":{\"a\":1,\"b\":2,\"a\":3}}",
                "[[{\"a\":{\"b\":null,\"b\":null}}]]",
                "{\"x\":[{\"y\":[{\"z\":1,\"z\":1}]}]}"
            })
    void a_duplicate_key_is_refused_at_every_depth(String json) {
        assertRefused(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":{\"a\":1}}", "[{\"a\":1},{\"a\":2}]", "{\"a\":[{\"a\":1}],\"b\":{\"a\":1}}"})
    void the_same_key_in_different_objects_is_accepted(String json) {
        assertKept(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NaN", "Infinity", "-Infinity", "[NaN]", "1e400", "-1e400", "[1e99999999999]", "{\"a\":1e309}"})
    void a_number_beyond_the_range_of_a_double_is_refused(String json) {
        assertRefused(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "-", "+1", ".5", "1.", "1e", "0x10", "1_000", "--1", "-01"})
    void a_number_in_invalid_syntax_is_refused(String json) {
        assertRefused(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0",
                "0.0",
                "-0.0e0",
                "1.10",
                "1E5",
                "1e+05",
                "1e-400",
                "9007199254740993",
                "3.141592653589793238462643",
                "12345678901234567890123456789"
            })
    void a_number_keeps_its_text(String number) {
        assertKept(number);
        assertKept("{\"n\":[" + number + "]}");
    }

    @Test
    void a_number_has_at_most_1000_digits() {
        assertKept("0." + "7".repeat(999));
        assertRefused("0." + "7".repeat(1_999));
        assertRefused("1".repeat(2_000));
        assertRefused("-" + "1".repeat(2_000));
    }

    @Test
    void nesting_deeper_than_100_is_refused() {
        assertKept("[".repeat(100) + "]".repeat(100));
        assertKept("{\"a\":".repeat(100) + "1" + "}".repeat(100));
        assertRefused("[".repeat(101) + "]".repeat(101));
        assertRefused("{\"a\":".repeat(101) + "1" + "}".repeat(101));
        assertRefused("[".repeat(100_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "{}{}", "[],", "{}x", "null null", "\"a\"\"b\"", "{}}", "[]]", "1 //", "{}\u0000"})
    void content_after_the_value_is_refused(String json) {
        assertRefused(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n",
                "{",
                "[",
                "[1",
                "[1,]",
                "[,1]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "\"a",
                "tru",
                "True",
                "nul",
                "undefined",
                "// c\n1",
                "/* c */1",
                "#c\n1",
                "\"\\x\"",
                "\"\\u12\"",
                "\"a\tb\"",
                "\"a\nb\""
            })
    void invalid_json_is_refused(String json) {
        assertRefused(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeff{}", "\ufeff", "\u0000", "\u00001", "1\u0000", "\u00a0{}", "\u2028{}"})
    void a_byte_order_mark_or_other_invisible_start_is_refused(String json) {
        assertRefused(json);
    }

    @Test
    void another_encoding_is_refused() {
        assertRefused("{\"a\":1}".getBytes(StandardCharsets.UTF_16));
        assertRefused("{\"a\":1}".getBytes(StandardCharsets.UTF_16BE));
        assertRefused("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE));
        assertRefused("\"\u00fc\"".getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"80", "c0 af", "c3", "e0 80 af", "ed a0 80", "ed bf bf", "f4 90 80 80", "f0 80 80 80", "ff", "fe"
            })
    void bytes_that_are_not_utf_8_are_refused(String hex) {
        byte[] middle = HexFormat.ofDelimiter(" ").parseHex(hex);
        byte[] json = new byte[middle.length + 2];
        json[0] = '"';
        System.arraycopy(middle, 0, json, 1, middle.length);
        json[json.length - 1] = '"';

        assertRefused(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"text\"", "true", "false", "null", "[]", "{}", "\"\"", "0"})
    void any_value_is_accepted_at_the_top_level(String json) {
        assertKept(json);
    }

    @Test
    void white_space_is_removed_between_tokens_and_kept_in_strings() {
        assertEquals("{\"a b\":[1,\" c \",{}]}", compact(" \r\n{ \"a b\"\t: [ 1 , \" c \" , { } ] }\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"__proto__\":{\"admin\":true},\"constructor\":{\"prototype\":1}}",
                "{\"b\":1,\"a\":2}",
                "\"\u2028\u2029\"",
                "\"\u00e4\u4e2d\ud83d\ude00\"",
                "\"\\u0000\\u001F\"",
                "\"\\\"\\\\\\n\"",
                "\"\ufeff\"",
                "\"\ufffe\uffff\""
            })
    void unusual_keys_and_characters_are_accepted(String json) {
        assertKept(json);
    }

    @Test
    void unnecessary_escapes_are_removed() {
        assertEquals("\"a/\u00e9\"", compact("\"\\u0061\\/\\u00e9\""));
    }

    @Test
    void only_the_given_part_of_the_bytes_is_read() {
        byte[] lines = "{broken\n [1, 2] \n}".getBytes(StandardCharsets.UTF_8);

        assertEquals("[1,2]", StrictJson.payload(lines, 8, 8).toString());
    }

    private static void assertKept(String json) {
        assertEquals(json, compact(json));
    }

    private static void assertRefused(String json) {
        assertRefused(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(byte[] json) {
        ProblemException refusal = assertThrows(ProblemException.class, () -> StrictJson.payload(json));
        assertEquals(Problem.INVALID_JSON, refusal.problem());
    }

    private static String compact(String json) {
        return StrictJson.payload(json.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
