package io.polyloop.conformance;

import static io.polyloop.conformance.RawHttp.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.polyloop.topic.Problem;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is JSON, and what only looks like it. */
@ExtendWith(ContractNode.class)
class JsonContractIT {
    private final HttpCheck contract = new HttpCheck();
    private final RawHttp http;
    private final String topic = ContractNode.freshTopic();
    private final String messages = "/api/v1/topics/" + topic + "/messages";

    JsonContractIT(RawHttp http) {
        this.http = http;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "0",
                "-0.0",
                "1.10",
                "1e300",
                "123456789012345678901234567890",
                "\"\"",
                " {\"a\" : 1} ",
                "\"\\ud83d\\ude00\"",
                "\"\u00e9\\u0000\""
            })
    void any_json_value_is_a_message(String body) {
        RawResponse answer = contract.check("append", http.post(messages, body, JSON));

        assertEquals(201, answer.status());
        assertEquals(topic, answer.json().getString("topic"));
        assertEquals(1, answer.json().getLong("seq"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void what_is_not_json_is_refused(String what, byte[] body) {
        contract.refused(Problem.INVALID_JSON, "append", http.post(messages, body, JSON));
        assertEquals(0, head());
    }

    static Stream<Arguments> what_is_not_json_is_refused() {
        return Stream.of(
                body("nothing", ""),
                body("white space", " \n "),
                body("an object without its end", "{\"a\":"),
                body("a string without its end", "\"a"),
                body("a duplicate key", "{\"a\":1,\"a\":2}"),
                body("a duplicate key inside", "[{\"b\":{\"a\":1,\"a\":1}}]"),
                body("trailing garbage", "{} x"),
                body("two values", "1 2"),
                body("a trailing comma", "[1,]"),
                body("a comment", "/* */ 1"),
                body("single quotes", "'a'"),
                body("a bare word", "tru"),
                body("101 levels", "[".repeat(101) + "]".repeat(101)),
                body("100,000 levels", "[".repeat(50_000)),
                body("NaN", "NaN"),
                body("infinity", "-Infinity"),
                body("1e400", "1e400"),
                body("1e400 inside", "{\"a\":[-1e400]}"),
                body("1,001 digits", "1".repeat(1_001)),
                body("a leading zero", "01"),
                body("a leading plus", "+1"),
                body("a control character", "\"\n\""),
                body("a lone high surrogate", "\"\\ud800\""),
                body("a lone low surrogate", "\"\\udc00x\""),
                body("surrogates in the wrong order", "\"\\udc00\\ud800\""),
                body("a lone surrogate in a key", "{\"\\ud800\":1}"),
                arguments("a byte order mark", RawHttp.bytes("\u00ef\u00bb\u00bf{}")),
                arguments("UTF-16", "{}".getBytes(StandardCharsets.UTF_16LE)),
                arguments("a broken sequence", RawHttp.bytes("\"\u00c3(\"")),
                arguments("an overlong sequence", RawHttp.bytes("\"\u00c0\u0080\"")),
                arguments("a surrogate as UTF-8", RawHttp.bytes("\"\u00ed\u00a0\u0080\"")),
                arguments("Latin-1", RawHttp.bytes("\"\u00e9\"")));
    }

    private static Arguments body(String what, String body) {
        return arguments(what, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_hundred_levels_are_accepted() {
        assertEquals(
                201,
                http.post(messages, "[".repeat(100) + "]".repeat(100), JSON).status());
    }

    private int head() {
        return http.get(messages).json().getInteger("head");
    }
}
