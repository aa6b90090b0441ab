package io.polyloop.samples.devices;

import static io.polyloop.conformance.RawHttp.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.polyloop.conformance.ContractNode;
import io.polyloop.conformance.HttpCheck;
import io.polyloop.conformance.RawHttp;
import io.polyloop.conformance.RawResponse;
import io.polyloop.fixture.Http;
import io.polyloop.topic.Problem;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The readings over HTTP. */
@ExtendWith(ContractNode.class)
class ReadingsContractIT {
    private final HttpCheck contract = new HttpCheck();
    private final RawHttp http;
    private final String device = ContractNode.freshTopic();
    private final String readings = "/api/v1/devices/" + device + "/readings";

    ReadingsContractIT(RawHttp http) {
        this.http = http;
    }

    @Test
    void a_reading_is_a_message_of_the_device_s_topic() {
        String reading = "{\"metric\":\"temperature\",\"value\":21.5,\"unit\":\"Cel\",\"at\":\"2026-11-23T08:00:00Z\"}";

        RawResponse answer = contract.check("report", http.post(readings, reading, JSON));

        assertEquals(201, answer.status());
        assertEquals("readings." + device, answer.json().getString("topic"));
        assertEquals(1, answer.json().getInteger("seq"));
        assertEquals(1, head());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metric\":\"m\",\"value\":0}",
                "{\"metric\":\"a.b_c-9\",\"value\":-1e3}",
                "{\"metric\":\"m\",\"value\":1,\"at\":\"2026-11-23T08:00:00.123456+01:00\"}"
            })
    void a_reading_may_look_like_this(String reading) {
        assertEquals(
                201,
                contract.check("report", http.post(readings, reading, JSON)).status());
    }

    @Test
    void a_reading_of_more_than_4_kb_is_refused_by_the_limit_of_readings() {
        String unit = "{\"metric\":\"m\",\"value\":1" + " ".repeat(4_096 - 24) + "}";

        assertEquals(
                201, contract.check("report", http.post(readings, unit, JSON)).status());

        RawResponse tooLarge = http.post(readings, unit + " ", JSON);
        contract.refused(Problem.TOO_LARGE, "report", tooLarge);
        assertTrue(tooLarge.json().getString("detail").contains("4096"), tooLarge::toString);
    }

    @Test
    void a_query_is_refused() {
        contract.refused(Problem.INVALID_PARAMETER, "report", http.post(readings + "?unit=Cel", "{}", JSON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "1",
                "[]",
                "{}",
                "{\"metric\":\"m\"}",
                "{\"value\":1}",
                "{\"metric\":\"\",\"value\":1}",
                "{\"metric\":\"M\",\"value\":1}",
                "{\"metric\":1,\"value\":1}",
                "{\"metric\":\"m\",\"value\":\"1\"}",
                "{\"metric\":\"m\",\"value\":null}",
                "{\"metric\":\"m\",\"value\":1,\"unit\":5}",
                "{\"metric\":\"m\",\"value\":1,\"unit\":\"12345678901234567\"}",
                "{\"metric\":\"m\",\"value\":1,\"at\":\"yesterday\"}",
                "{\"metric\":\"m\",\"value\":1,\"at\":1763884800}",
                "{\"metric\":\"m\",\"value\":1,\"at\":\"2026-13-23T08:00:00Z\"}",
                "{\"metric\":\"m\",\"value\":1,\"at\":\"2026-11-23T24:00:00Z\"}",
                "{\"metric\":\"m\",\"value\":1,\"at\":null}",
                "{\"metric\":\"m\",\"value\":1,\"more\":true}"
            })
    void what_is_not_a_reading_is_refused(String body) {
        contract.refused(Problem.INVALID_MESSAGE, "report", http.post(readings, body, JSON));
        assertEquals(0, head());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"metric\":\"m\",\"value\":NaN}", "{\"metric\":\"m\",\"value\":1,\"value\":2}"})
    void a_reading_that_is_not_json_is_refused(String body) {
        contract.refused(Problem.INVALID_JSON, "report", http.post(readings, body, JSON));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void what_is_not_a_device_is_refused(String what, String name) {
        String target = "/api/v1/devices/" + name + "/readings";

        contract.refused(
                Problem.INVALID_PARAMETER, "report", http.post(target, "{\"metric\":\"m\",\"value\":1}", JSON));
    }

    static Stream<Arguments> what_is_not_a_device_is_refused() {
        return Stream.of(
                arguments("a capital", "D1"),
                arguments("a dot, which would be another level of the topic", "d1.x"),
                arguments("a hyphen first", "-d"),
                arguments("65 characters", "d".repeat(65)));
    }

    @Test
    void readings_are_posted_and_nothing_else() {
        RawResponse answer = http.get(readings);

        contract.refused(Problem.METHOD_NOT_ALLOWED, answer);
        assertEquals("OPTIONS, POST", answer.header("Allow"));
    }

    @Test
    void a_reading_has_to_be_json() {
        RawResponse answer = http.post(readings, "1", "Content-Type: text/csv");

        contract.refused(Problem.UNSUPPORTED_MEDIA_TYPE, "report", answer);
    }

    @Test
    @Tag("internals")
    void a_reading_with_a_broken_chunk_is_refused() {
        String answer = Http.raw(
                http.port(),
                "POST " + readings + " HTTP/1.1\r\nHost: localhost\r\n" + JSON
                        + "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 400 ") && answer.contains("\"invalid_request\""), answer);
        assertEquals(0, head());
    }

    @Test
    void a_reading_sent_twice_is_stored_once() {
        String reading = "{\"metric\":\"m\",\"value\":1}";
        RawResponse first = http.post(readings, reading, JSON, "Idempotency-Key: k");
        RawResponse again = contract.check("report", http.post(readings, reading, JSON, "Idempotency-Key: k"));

        assertEquals(200, again.status());
        assertEquals(first.json(), again.json());
        assertEquals(1, head());
    }

    private int head() {
        return http.get("/api/v1/topics/readings." + device + "/messages")
                .json()
                .getInteger("head");
    }
}
