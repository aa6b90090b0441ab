package io.polyloop.conformance;

import static io.polyloop.conformance.RawHttp.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.topic.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in a path or a query. */
@ExtendWith(ContractNode.class)
class ParametersContractIT {
    private final HttpCheck contract = new HttpCheck();
    private final RawHttp http;
    private final String topic = ContractNode.freshTopic();
    private final String messages = "/api/v1/topics/" + topic + "/messages";

    ParametersContractIT(RawHttp http) {
        this.http = http;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1",
                "00",
                ":1",
                "short:1",
                "aaaaaaaaaaaa",
                "aaaaaaaaaaaa:",
                "aaaaaaaaaaaa:-1",
                "aaaaaaaaaaaa:01",
                "AAAAAAAAAAAA:1",
                "aaaaaaaaaaaa:1:2",
                "aaaaaaaaaaaa:9223372036854775808",
                "%20aaaaaaaaaaaa:1",
                "aaaaaaaaaaaa:1%00",
                "aaaaaaaaaaaa:%D9%A1"
            })
    void what_is_not_a_position_is_refused(String after) {
        contract.refused(Problem.INVALID_POSITION, "read", http.get(messages + "?after=" + after));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "+1", "1.5", "x", "", "99999999999999999999", "%D9%A1"})
    void a_limit_outside_of_1_to_1000_is_refused(String limit) {
        contract.refused(Problem.INVALID_PARAMETER, "read", http.get(messages + "?limit=" + limit));
        contract.refused(Problem.INVALID_PARAMETER, "topics", http.get("/api/v1/topics?limit=" + limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "=x", "limit=1&=", "%00=1", "limit=1;prefix=a", "limit=1%26prefix=a", "Limit=1"})
    void a_name_that_is_empty_or_unknown_is_refused_and_a_semicolon_separates_nothing(String query) {
        contract.refused(Problem.INVALID_PARAMETER, "topics", http.get("/api/v1/topics?" + query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=0;limit=1", "after=0%3Blimit=1", "&after=0;limit=1&", "%61fter=0;limit=1"})
    void a_semicolon_is_a_character_of_a_value(String query) {
        contract.refused(Problem.INVALID_POSITION, "read", http.get(messages + "?" + query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", ".x", "_x", "X", "caf%C3%A9", "a%20b", "a%2Fb", "a%00", "a+b", "a*", "%F0%9F%98%80"})
    void what_is_not_a_topic_is_refused(String name) {
        refusedTopic(name);
    }

    @Test
    void a_topic_has_at_most_128_characters() {
        String longest = "x".repeat(128);

        assertEquals(200, http.get("/api/v1/topics/" + longest + "/messages").status());
        refusedTopic(longest + "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "%2", "%ff", "%c0%ae", "%ED%A0%80", "%zz=1", "\u00c3\u00a9", "a#b"})
    void a_query_that_cannot_be_decoded_is_refused_everywhere(String value) {
        for (String target : List.of(
                messages + "?after=",
                "/api/v1/topics?prefix=",
                "/api/v1/topics/t/events?after=",
                "/api/v1/live?",
                "/mypage.html?",
                "/nothing?x=",
                "/openapi.yaml?")) {
            contract.refused(Problem.INVALID_REQUEST, http.get(target + value));
        }
    }

    @Test
    void a_last_event_id_is_a_position() {
        String events = "/api/v1/topics/t/events";

        contract.refused(Problem.INVALID_POSITION, "events", http.get(events, "Last-Event-ID:"));
        contract.refused(Problem.INVALID_POSITION, "events", http.get(events + "?after=", "X: 1"));
    }

    private void refusedTopic(String name) {
        String topic = "/api/v1/topics/" + name;
        contract.refused(Problem.INVALID_TOPIC, "read", http.get(topic + "/messages"));
        contract.refused(Problem.INVALID_TOPIC, "append", http.post(topic + "/messages", "1", JSON));
        contract.refused(Problem.INVALID_TOPIC, "events", http.get(topic + "/events"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "%25", "a%00", "a%20b"})
    void a_prefix_that_no_topic_can_have_is_refused(String prefix) {
        contract.refused(Problem.INVALID_PARAMETER, "topics", http.get("/api/v1/topics?prefix=" + prefix));
    }

    @Test
    void a_parameter_that_is_not_known_is_refused() {
        contract.refused(Problem.INVALID_PARAMETER, "read", http.get(messages + "?afer=0"));
        contract.refused(Problem.INVALID_PARAMETER, "topics", http.get("/api/v1/topics?after=0"));
        contract.refused(Problem.INVALID_PARAMETER, "append", http.post(messages + "?limit=1", "1", JSON));
        contract.refused(Problem.INVALID_PARAMETER, "events", http.get("/api/v1/topics/t/events?limit=1"));
    }

    @Test
    void a_parameter_given_twice_is_refused() {
        contract.refused(Problem.INVALID_PARAMETER, "read", http.get(messages + "?limit=1&limit=2"));
        contract.refused(Problem.INVALID_PARAMETER, "read", http.get(messages + "?after=0&after=0"));
        contract.refused(Problem.INVALID_PARAMETER, "topics", http.get("/api/v1/topics?prefix=a&prefix=a"));
    }
}
