package io.polyloop.conformance;

import static io.polyloop.conformance.RawHttp.NDJSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.polyloop.topic.Problem;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(ContractNode.class)
class LinesContractIT {
    private final HttpCheck contract = new HttpCheck();
    private final RawHttp http;
    private final String messages = "/api/v1/topics/" + ContractNode.freshTopic() + "/messages";
    private int stored;

    LinesContractIT(RawHttp http) {
        this.http = http;
    }

    /** All or nothing: after each test, the topic has exactly the messages that were acknowledged. */
    @AfterEach
    void the_topic_has_just_what_was_acknowledged() {
        assertEquals(stored, http.get(messages + "?after=0").json().getInteger("head"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void each_line_is_a_message(String what, String body, int count) {
        RawResponse answer = contract.check("append", http.post(messages, body, NDJSON));

        assertEquals(201, answer.status());
        JsonObject lines = answer.json();
        assertEquals(1, lines.getInteger("first"));
        assertEquals(count, lines.getInteger("last"));
        assertEquals(count, lines.getInteger("count"));
        stored = count;
    }

    static Stream<Arguments> each_line_is_a_message() {
        return Stream.of(
                arguments("one line", "{}\n", 1),
                arguments("the last line has no end", "1\n2\n3", 3),
                arguments("blank lines are ignored", "\n\n1\n \n2\n\n", 2),
                arguments("lines may end with CR LF", "1\r\n\r\n2\r\n", 2),
                arguments("1,000 lines", "1\n".repeat(1_000), 1_000));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void a_bad_line_is_named_and_nothing_is_stored(String what, String body, String line) {
        RawResponse answer = http.post(messages, RawHttp.bytes(body), NDJSON);

        contract.refused(Problem.INVALID_JSON, "append", answer);
        String detail = answer.json().getString("detail");
        assertTrue(detail.contains("line " + line + ":") || detail.contains("line " + line + " "), detail);
    }

    static Stream<Arguments> a_bad_line_is_named_and_nothing_is_stored() {
        return Stream.of(
                arguments("the first", "{\n2\n", "1"),
                arguments("the last", "1\n2\n{\"a\":1,\"a\":2}", "3"),
                arguments("after blank lines, which count", "1\n\n\nNaN\n", "4"),
                arguments("two values in a line", "1\n2 3\n", "2"),
                arguments("a value over two lines", "1\n{\"a\":\n1}\n", "2"),
                arguments("not UTF-8", "1\n\"\u00e9\"\n", "2"),
                arguments("a byte order mark", "\u00ef\u00bb\u00bf1\n", "1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void what_is_too_large_is_refused(String what, String body) {
        contract.refused(Problem.TOO_LARGE, "append", http.post(messages, body, NDJSON));
    }

    static Stream<Arguments> what_is_too_large_is_refused() {
        String line = '"' + "x".repeat(60_000) + "\"\n";
        return Stream.of(
                arguments("1,001 lines", "1\n".repeat(1_001)),
                arguments("one line over 64 KiB", "1\n\"" + "x".repeat(65_536) + "\"\n2\n"),
                arguments("over 1 MiB in all", line.repeat(20)));
    }

    @Test
    void no_message_at_all_is_refused() {
        contract.refused(Problem.INVALID_MESSAGE, "append", http.post(messages, "\n\n", NDJSON));
    }

    @Test
    void a_repeat_with_the_same_key_gets_the_first_answer_again() {
        RawResponse first = http.post(messages, "1\n2\n", NDJSON, "Idempotency-Key: k");
        RawResponse again = contract.check("append", http.post(messages, "1\n\n2", NDJSON, "Idempotency-Key: k"));

        assertEquals(200, again.status());
        assertEquals(first.json(), again.json());
        stored = 2;
    }

    @Test
    void the_same_key_with_fewer_lines_is_a_conflict() {
        http.post(messages, "1\n2\n", NDJSON, "Idempotency-Key: k");
        stored = 2;

        RawResponse answer = http.post(messages, "1\n", NDJSON, "Idempotency-Key: k");

        contract.refused(Problem.IDEMPOTENCY_CONFLICT, "append", answer);
    }
}
