package io.polyloop.conformance;

import static io.polyloop.conformance.RawHttp.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.polyloop.topic.Problem;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ContractNode.class)
class AppendContractIT {
    private final HttpCheck contract = new HttpCheck();
    private final RawHttp http;
    private final String messages = "/api/v1/topics/" + ContractNode.freshTopic() + "/messages";

    AppendContractIT(RawHttp http) {
        this.http = http;
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "application/json;charset=UTF-8", "Application/JSON"})
    void the_content_type_may_be_written_in_these_ways(String type) {
        assertEquals(201, http.post(messages, "1", "Content-Type: " + type).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: text/plain", "Content-Type: application/xml", "Content-Type: json", "X: y"})
    void another_content_type_is_refused(String header) {
        contract.refused(Problem.UNSUPPORTED_MEDIA_TYPE, "append", http.post(messages, "{}", header));
    }

    @Test
    void a_compressed_body_is_refused() {
        RawResponse answer = http.post(messages, "{}", JSON, "Content-Encoding: gzip");

        contract.refused(Problem.UNSUPPORTED_MEDIA_TYPE, "append", answer);
    }

    @Test
    void a_message_of_64_KiB_is_accepted() {
        assertEquals(201, http.post(messages, text(65_536), JSON).status());
    }

    @Test
    void a_message_one_byte_larger_is_refused() {
        contract.refused(Problem.TOO_LARGE, "append", http.post(messages, text(65_537), JSON));
        assertEquals(0, head());
    }

    @Test
    void a_body_far_too_large_is_refused_by_its_length() {
        contract.refused(Problem.TOO_LARGE, "append", http.send(chunkless("3000000")));
    }

    @Test
    void a_body_too_large_is_refused_by_its_chunks() {
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        String request = "POST " + messages + " HTTP/1.1\r\nHost: " + http.host() + "\r\n" + JSON
                + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(40) + "0\r\n\r\n";

        contract.refused(Problem.TOO_LARGE, "append", http.send(request));
    }

    private String chunkless(String length) {
        return "POST " + messages + " HTTP/1.1\r\nHost: " + http.host() + "\r\n" + JSON + "\r\nContent-Length: "
                + length + "\r\n\r\n{";
    }

    @Test
    void a_repeat_with_the_same_key_gets_the_first_answer_again() {
        RawResponse first = http.post(messages, "{\"a\":1}", JSON, "Idempotency-Key: k1");
        RawResponse again = contract.check("append", http.post(messages, "{ \"a\": 1 }", JSON, "Idempotency-Key: k1"));

        assertEquals(201, first.status());
        assertEquals(200, again.status());
        assertEquals(first.json(), again.json());
        assertEquals(1, head());
    }

    @Test
    void another_key_stores_the_same_message_again() {
        RawResponse first = http.post(messages, "1", JSON, "Idempotency-Key: " + "k".repeat(128));
        RawResponse second = http.post(messages, "1", JSON, "Idempotency-Key: !~");

        assertEquals(201, second.status());
        assertNotEquals(first.json(), second.json());
    }

    @Test
    void the_same_key_with_another_body_is_a_conflict() {
        http.post(messages, "1", JSON, "Idempotency-Key: k");

        RawResponse answer = http.post(messages, "2", JSON, "Idempotency-Key: k");

        contract.refused(Problem.IDEMPOTENCY_CONFLICT, "append", answer);
        assertEquals(1, head());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void a_key_that_is_not_visible_ascii_is_refused(String what, String key) {
        RawResponse answer = http.post(messages, "1", JSON, "Idempotency-Key: " + key);

        contract.refused(Problem.INVALID_PARAMETER, "append", answer);
        assertEquals(0, head());
    }

    static Stream<Arguments> a_key_that_is_not_visible_ascii_is_refused() {
        return Stream.of(
                arguments("empty", ""),
                arguments("129 characters", "k".repeat(129)),
                arguments("a space inside", "a b"),
                arguments("beyond ASCII", "\u00e9"));
    }

    private int head() {
        return http.get(messages).json().getInteger("head");
    }

    private static String text(int bytes) {
        return '"' + "x".repeat(bytes - 2) + '"';
    }
}
