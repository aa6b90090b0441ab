package io.polyloop.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.topic.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that come once, and those that are lists. */
@ExtendWith(ContractNode.class)
class HeadersContractIT {
    private final HttpCheck contract = new HttpCheck();
    private final RawHttp http;
    private final String messages = "/api/v1/topics/" + ContractNode.freshTopic() + "/messages";

    HeadersContractIT(RawHttp http) {
        this.http = http;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Idempotency-Key: a",
                "Content-Type: application/json",
                "Content-Length: 1",
                "Origin: http://localhost",
                "Last-Event-ID: 0",
                "Authorization: Bearer a",
                "Range: bytes=0-1",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                "Sec-WebSocket-Version: 13"
            })
    void a_header_that_comes_once_is_refused_if_it_comes_twice(String header) {
        String other = header.toLowerCase();

        contract.refused(Problem.INVALID_REQUEST, http.get(messages, header, other));
        contract.refused(Problem.INVALID_REQUEST, "append", http.post(messages, "1", header, other));
    }

    @ParameterizedTest
    @ValueSource(strings = {": 1", ":", "X Y: 1", "X(: 1"})
    void a_header_without_a_proper_name_is_refused(String header) {
        contract.refused(Problem.INVALID_REQUEST, "append", http.post(messages, "1", RawHttp.JSON, header));
    }

    @Test
    void lists_are_read_over_several_lines() {
        String[] identity = {RawHttp.JSON, "Content-Encoding: identity,", "Content-Encoding: Identity"};
        String[] gzip = {RawHttp.JSON, "Content-Encoding: identity", "Content-Encoding: gzip"};

        contract.check("append", http.post(messages, "1", identity));
        contract.refused(Problem.UNSUPPORTED_MEDIA_TYPE, "append", http.post(messages, "1", gzip));
        contract.refused(Problem.EXPECTATION_FAILED, http.get(messages, "Expect: 100-continue", "Expect: more"));
    }

    @Test
    void if_none_match_is_a_list_over_several_lines() {
        String etag = http.get("/mypage.html").header("ETag");

        RawResponse answer = http.get("/mypage.html", "If-None-Match: \"other\"", "If-None-Match: " + etag);

        contract.check("mypage", answer);
        assertEquals(304, answer.status());
    }
}
