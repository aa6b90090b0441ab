package io.polyloop.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.topic.Problem;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are broken or do not come, on addresses that read them and on those that do not. {@code |} ends a line. */
@ExtendWith(ContractNode.class)
class BrokenBodyContractIT {
    private static final String CHUNKED = " HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||";

    private final HttpCheck contract = new HttpCheck();
    private final RawHttp http;
    private final String topic = ContractNode.freshTopic();

    BrokenBodyContractIT(RawHttp http) {
        this.http = http;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/topics",
                "HEAD /api/v1/topics",
                "GET /api/v1/topics/t/messages",
                "GET /api/v1/topics/t/events",
                "GET /",
                "GET /openapi.yaml",
                "POST /api/v1/topics/t/messages",
                "DELETE /api/v1/topics/t",
            })
    @Tag("internals")
    void a_broken_chunk_is_refused_and_the_connection_closed(String request) {
        String answer = whole(request + CHUNKED.replace("||", "|" + RawHttp.JSON + "||") + "zz|");

        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(request.startsWith("HEAD") || answer.contains("\"invalid_request\""), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /nope", "OPTIONS /api/v1/topics", "PUT /"})
    @Tag("internals")
    void an_answer_that_does_not_wait_for_the_body_gets_out_before_the_connection_is_closed(String request) {
        assertEquals(
                http.send(request.split(" ")[0], request.split(" ")[1], null).status(),
                status(request + CHUNKED + "zz|"));
    }

    @Test
    @Tag("internals")
    void an_answer_behind_which_a_broken_request_comes_is_whole() {
        String answers = whole("GET /mypage.html HTTP/1.1|Host: localhost||GET /api/v1/topics" + CHUNKED + "zz|");

        assertTrue(answers.startsWith("HTTP/1.1 200 ") && answers.contains("</html>"), answers);
        assertTrue(answers.contains("HTTP/1.1 400 "), answers);
    }

    @Test
    @Tag("internals")
    void nothing_is_erased_by_a_request_that_is_not_whole() throws IOException {
        http.post("/api/v1/topics/" + topic + "/messages", "1", RawHttp.JSON);
        String erase = "DELETE /api/v1/topics/" + topic;

        assertEquals(400, status(erase + CHUNKED + "zz|"));
        try (Socket socket = http.connect()) {
            socket.getOutputStream().write(bytes(erase + " HTTP/1.1|Host: localhost|Content-Length: 3||"));
            // Publishing goes through the same committer, so an erase would be done before it.
            http.post("/api/v1/topics/" + topic + "/messages", "2", RawHttp.JSON);
        }
        assertEquals(2, messages());
    }

    @Test
    void an_erase_with_a_whole_body_that_it_does_not_need_is_done() {
        http.post("/api/v1/topics/" + topic + "/messages", "1", RawHttp.JSON);

        assertEquals(
                204, http.send("DELETE", "/api/v1/topics/" + topic, new byte[2]).status());
        assertEquals(0, messages());
    }

    @Test
    void a_client_that_waits_with_the_body_of_an_erase_gets_a_100() throws IOException {
        http.post("/api/v1/topics/" + topic + "/messages", "1", RawHttp.JSON);
        try (Socket socket = http.connect()) {
            String erase = "DELETE /api/v1/topics/" + topic + " HTTP/1.1|Host: localhost|Expect: 100-continue|";
            socket.getOutputStream().write(bytes(erase + "Content-Length: 2||"));
            ResponseReader answers = new ResponseReader(socket.getInputStream());
            assertEquals(100, answers.read(true).status());
            socket.getOutputStream().write(bytes("{}"));
            assertEquals(204, answers.read(false).status());
        }
    }

    @Test
    void a_body_that_is_read_for_nothing_has_a_limit() {
        contract.refused(Problem.TOO_LARGE, http.send("GET", "/api/v1/topics", new byte[70_000]));
    }

    @Test
    void an_event_stream_with_a_body_is_refused_before_the_body_comes() {
        contract.refused(
                Problem.INVALID_REQUEST,
                http.send("GET /api/v1/topics/t/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1 zz", "1 0", "1\tff", "1\u000bzz", "1\u00005", " 1", "\t1", "1 ", "+1", "0x1", "", ";a", "g"})
    @Tag("internals")
    void a_chunk_line_that_is_not_a_size_is_refused(String line) {
        String answer = whole(post() + line + "|7|0||");

        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertEquals(0, messages());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "001", "1;a=b", "1 ;a", "1\t;a=\"b c\"", "0000000000000000000001"})
    void a_chunk_line_may_have_extensions_and_zeros(String line) {
        assertEquals(
                201,
                http.send((post() + line + "|7|1;x| |0||").replace("|", "\r\n")).status());
        assertEquals(1, messages());
    }

    @Test
    void chunks_may_come_byte_by_byte() throws IOException {
        try (Socket socket = http.connect()) {
            socket.setTcpNoDelay(true);
            for (byte one : bytes(post() + "3;a=b|[1,|2|2]|0|X: y||")) {
                socket.getOutputStream().write(one);
            }
            assertEquals(
                    201, new ResponseReader(socket.getInputStream()).read(false).status());
        }
        assertEquals(1, messages());
    }

    private String post() {
        return "POST /api/v1/topics/" + topic + "/messages HTTP/1.1|Host: localhost|" + RawHttp.JSON
                + "|Transfer-Encoding: chunked||";
    }

    private int messages() {
        return http.get("/api/v1/topics/" + topic + "/messages?after=0")
                .json()
                .getJsonArray("messages")
                .size();
    }

    private int status(String request) {
        return Integer.parseInt(whole(request).split(" ")[1]);
    }

    /** What the server sends until it closes the connection. */
    private String whole(String request) {
        return Http.raw(http.port(), request.replace("|", "\r\n"));
    }

    private static byte[] bytes(String request) {
        return RawHttp.bytes(request.replace("|", "\r\n"));
    }
}
