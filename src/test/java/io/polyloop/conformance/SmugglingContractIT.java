package io.polyloop.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request in the body of another one must not run, whichever way the other one is refused. {@code |} ends a line. */
@ExtendWith(ContractNode.class)
class SmugglingContractIT {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
    private static final String POST = "POST /api/v1/topics/smuggled/messages HTTP/1.1|Host: localhost|";
    private static final String SMUGGLED = POST + "Content-Type: application/json|Content-Length: 1||1";
    private static final String LAST = "GET /asyncapi.yaml HTTP/1.1|Host: localhost|Connection: close||";

    private final RawHttp http;

    SmugglingContractIT(RawHttp http) {
        this.http = http;
    }

    @AfterEach
    void nothing_was_stored() {
        assertEquals(0, http.get("/api/v1/topics/smuggled/messages").json().getInteger("head"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xchunked",
                "identity",
                "gzip, chunked",
                "chunked, identity",
                "chunked, chunked",
                "chunked|Transfer-Encoding: chunked",
                "chunked;q=1",
                "xchunked|Content-Length: 1",
                "",
                "|  chunked"
            })
    @Tag("internals")
    void after_an_unknown_transfer_coding_nothing_more_is_read(String coding) {
        String body = "Content-Type: application/json|Transfer-Encoding: " + coding + "||" + SMUGGLED + LAST;

        assertEquals(List.of("400"), statuses(POST + body));
        // Refused before any handler looks at it.
        assertEquals(
                1, statuses("POST nothing HTTP/1.1|Host: localhost|" + body).size());
        // Behind requests that are answered first, the rest has been read already.
        assertEquals("400", last(statuses(get("/api/v1/topics").repeat(3) + POST + body)));
    }

    @Test
    void bytes_that_no_length_announces_are_not_read() {
        String draft = "GET /api/v1/topics HTTP/1.1|Host: localhost|Sec-WebSocket-Key1: 1|Sec-WebSocket-Key2: 2||";

        assertEquals(List.of("400"), statuses(draft + "12345678" + SMUGGLED));
    }

    @ParameterizedTest
    @CsvSource({
        "404, POST /api/v1/nothing HTTP/1.1|Host: localhost|",
        "405, POST /api/v1/topics HTTP/1.1|Host: localhost|",
        "421, POST /api/v1/topics HTTP/1.1|Host: attacker.example|",
        "403, POST /api/v1/topics HTTP/1.1|Host: localhost|Origin: http://attacker.example|",
        "417, POST /api/v1/topics HTTP/1.1|Host: localhost|Expect: nothing|"
    })
    void the_body_of_a_refused_request_is_discarded_or_the_connection_closed(String status, String head) {
        String length = "Content-Length: " + SMUGGLED.replace("|", "12").length() + "||" + SMUGGLED;
        String chunk = "Transfer-Encoding: chunked||"
                + Integer.toHexString(SMUGGLED.replace("|", "12").length()) + "|" + SMUGGLED + "|0||";

        assertTrue(List.of(List.of(status), List.of(status, "200")).contains(statuses(head + length + LAST)));
        assertTrue(List.of(List.of(status), List.of(status, "200")).contains(statuses(head + chunk + LAST)));
        assertEquals(List.of(status), statuses(head + "Content-Length: 5000000||" + SMUGGLED));
    }

    @Test
    void a_client_that_waits_for_100_and_is_refused_is_closed_as_its_body_may_come_or_not() {
        String refused = "POST /api/v1/topics HTTP/1.1|Host: localhost|Expect: 100-continue|Content-Length: 40||";
        String unread = "GET /asyncapi.yaml HTTP/1.1|Host: localhost|Expect: 100-continue|Content-Length: 40||";

        assertEquals(List.of("405"), statuses(refused + SMUGGLED));
        assertEquals(List.of("200"), statuses(unread + SMUGGLED));
    }

    @Test
    void a_connection_that_is_asked_to_close_among_other_options_is_closed() {
        assertEquals(List.of("200"), statuses(LAST.replace("close", "TE, close") + SMUGGLED));
        assertEquals(List.of("200"), statuses(LAST.replace("close", "TE|Connection: close") + SMUGGLED));
    }

    @Test
    @Tag("internals")
    void nothing_is_read_behind_the_last_request_while_its_answer_waits_for_the_journal() {
        String last = "GET /api/v1/topics HTTP/1.1|Host: localhost|Connection: close||";

        assertEquals(List.of("200"), statuses(last + SMUGGLED));
        assertEquals(List.of("200", "200"), statuses(get("/api/v1/topics") + last + SMUGGLED + SMUGGLED));
    }

    /** The statuses of all answers until the server closes the connection. */
    private List<String> statuses(String requests) {
        String answers = Http.raw(http.port(), requests.replace("|", "\r\n"));
        return STATUS.matcher(answers).results().map(status -> status.group(1)).toList();
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1|Host: localhost||";
    }

    private static String last(List<String> statuses) {
        return statuses.get(statuses.size() - 1);
    }
}
