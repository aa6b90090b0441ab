package io.polyloop.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.polyloop.fixture.Http;
import io.polyloop.topic.Problem;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not HTTP, or more of it than is taken. {@code |} is the end of a line. */
@ExtendWith(ContractNode.class)
class FramingContractIT {
    private static final String POST =
            "POST /api/v1/topics/framing/messages HTTP/1.1|Host: localhost|Content-Type: application/json|";

    private final HttpCheck contract = new HttpCheck();
    private final RawHttp http;

    FramingContractIT(RawHttp http) {
        this.http = http;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void it_is_refused_as_a_problem(String what, Problem problem, String request) {
        contract.refused(problem, http.send(request.replace("|", "\r\n")));
    }

    @Test
    @Tag("internals")
    void a_bad_chunk_size_is_refused_as_a_problem() {
        String request = POST + "Transfer-Encoding: chunked||x|1|0||";
        contract.refused(Problem.INVALID_REQUEST, http.send(request.replace("|", "\r\n")));
    }

    static Stream<Arguments> it_is_refused_as_a_problem() {
        return Stream.of(
                refused("two Hosts", "GET /api/v1/topics HTTP/1.1|Host: localhost|Host: localhost||"),
                refused("no Host", "GET /api/v1/topics HTTP/1.1||"),
                refused("a length and chunks", POST + "Content-Length: 1|Transfer-Encoding: chunked||1|1|0||"),
                refused("two lengths", POST + "Content-Length: 1|Content-Length: 2||1"),
                refused("a length that is no number", POST + "Content-Length: x||1"),
                refused("a negative length", POST + "Content-Length: -1||1"),
                refused("a space before the colon", "GET /api/v1/topics HTTP/1.1|Host : a||"),
                refused("a NUL in a header", "GET /api/v1/topics HTTP/1.1|Host: localhost|X: \0||"),
                refused("a header without a colon", "GET /api/v1/topics HTTP/1.1|Host: localhost|nonsense||"),
                refused("no version", "GET /api/v1/topics||"),
                refused("%zz in the path", "GET /api/v1/topics/%zz/messages HTTP/1.1|Host: localhost||"),
                refused("%zz in the query", "GET /api/v1/topics?prefix=%zz HTTP/1.1|Host: localhost||"),
                refused("half an escape", "GET /api/v1/topics/%a HTTP/1.1|Host: localhost||"),
                refused("an unknown transfer coding", POST + "Transfer-Encoding: xchunked||1|1|0||"),
                arguments(
                        "a body of no type that waits for a 100",
                        Problem.UNSUPPORTED_MEDIA_TYPE,
                        POST.replace(RawHttp.JSON, "X: y") + "Expect: 100-continue|Content-Length: 1||"),
                arguments(
                        "an unknown method",
                        Problem.METHOD_NOT_ALLOWED,
                        "BREW /api/v1/topics HTTP/1.1|Host: localhost||"),
                arguments(
                        "an unknown expectation",
                        Problem.EXPECTATION_FAILED,
                        POST + "Content-Length: 1|Expect: banana||1"),
                arguments(
                        "a header of 9,000 bytes",
                        Problem.HEADERS_TOO_LARGE,
                        "GET /api/v1/topics HTTP/1.1|Host: localhost|X: " + "x".repeat(9_000) + "||"),
                arguments(
                        "a thousand headers",
                        Problem.HEADERS_TOO_LARGE,
                        "GET /api/v1/topics HTTP/1.1|Host: localhost|" + "X: 0123456789|".repeat(1_000) + "|"),
                arguments(
                        "a target of 5,000 bytes",
                        Problem.URI_TOO_LONG,
                        "GET /api/v1/topics?prefix=" + "x".repeat(5_000) + " HTTP/1.1|Host: localhost||"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/0.9", "HTTP/1.10", "HTTP/1.2", "http/1.1", "ICAP/1.0"})
    @Tag("internals")
    void a_version_that_is_not_spoken_is_refused_in_one_that_is_and_the_connection_closed(String version) {
        String request = "POST /api/v1/topics/framing/messages " + version + "|Host: localhost|" + RawHttp.JSON;

        String answer = Http.raw(http.port(), (request + "|Content-Length: 1||1").replace("|", "\r\n"));

        assertTrue(answer.startsWith("HTTP/1.1 505 "), answer);
        contract.refused(
                Problem.HTTP_VERSION_UNSUPPORTED,
                http.send(("GET / " + version + "|Host: localhost||").replace("|", "\r\n")));
    }

    private static Arguments refused(String what, String request) {
        return arguments(what, Problem.INVALID_REQUEST, request);
    }

    @AfterEach
    void nothing_was_stored_and_the_next_request_is_answered() {
        assertEquals(0, http.get("/api/v1/topics/framing/messages").json().getInteger("head"));
    }
}
