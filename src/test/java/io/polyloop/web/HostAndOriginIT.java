package io.polyloop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonArray;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For which hosts a node answers, and to whose pages (RFC 9110, 7.4; Fetch standard, CORS protocol). */
class HostAndOriginIT {
    private static final String UPGRADE =
            "Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
    private static final String JSON = "Content-Type: application/json\r\nContent-Length: 1\r\n";

    @TempDir
    static Path data;

    private static TestNode node;

    @BeforeAll
    static void start() {
        node = TestNode.start(
                data,
                "http.webroot",
                "src/test/resources/pages",
                "http.allowed-hosts",
                "node.example",
                "http.allowed-origins",
                new JsonArray().add("HTTPS://App.Example:443").add("http://dev.example:3000"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"attacker.example", "attacker.example:8080", "localhost.attacker.example", "127.1"})
    void a_name_that_is_not_its_own_is_misdirected_even_for_a_page_of_that_name(String host) {
        String origin = "Host: " + host + "\r\nOrigin: http://" + host + "\r\n";

        assertUnknown(send("GET /api/v1/live HTTP/1.1\r\n" + UPGRADE + origin + "Cookie: a"));
        assertUnknown(send("GET /mypage.html HTTP/1.1\r\n" + origin));
        assertUnknown(send("GET /mypage.html HTTP/1.0\r\n" + origin));
        assertUnknown(send("POST /api/v1/topics/t/messages HTTP/1.1\r\n" + JSON + origin + "\r\n1"));
        assertUnknown(send("GET http://" + host + "/mypage.html HTTP/1.1\r\nHost: localhost\r\n"));
        assertUnknown(send("GET ws://" + host + "/mypage.html HTTP/1.1\r\nHost: localhost\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "a.b.localhost:1", "10.0.0.1", "[fe80::1]:8080", "NODE.example.", "127.0.0.1"})
    void its_own_names_and_addresses_are_answered(String host) {
        assertEquals(200, status(send("GET /mypage.html HTTP/1.1\r\nHost: " + host + "\r\n")));
        assertEquals(200, status(send("GET http://" + host + "/mypage.html HTTP/1.1\r\nHost: attacker.example\r\n")));
    }

    @Test
    void http_1_0_needs_no_host_and_http_1_1_exactly_one() {
        assertEquals(200, status(send("GET /mypage.html HTTP/1.0\r\n")));
        assertEquals(400, status(send("GET /mypage.html HTTP/1.1\r\n")));
        assertEquals(400, status(send("GET http://localhost/mypage.html HTTP/1.1\r\n")));
        assertEquals(400, status(send("GET /mypage.html HTTP/1.0\r\nHost: localhost\r\nHost: localhost\r\n")));
    }

    @ParameterizedTest
    @CsvSource({
        "node.example,   http://node.example,       101",
        "node.example,   https://Node.Example:443,  101",
        "127.0.0.1:1,    https://node.example,      101",
        "127.0.0.1:1,    http://localhost:1,        101",
        "127.0.0.1:1,    https://app.example,       101",
        "127.0.0.1:1,    http://dev.example:3000,   101",
        "127.0.0.1:1,    http://127.0.0.1:2,        403",
        "127.0.0.1:1,    http://203.0.113.1:1,      403",
        "10.0.0.1:1,     http://localhost:1,        403",
        "127.0.0.1:1,    http://app.example,        403",
        "127.0.0.1:1,    https://app.example:8443,  403",
        "127.0.0.1:1,    https://node.example:8443, 403",
        "127.0.0.1:1,    http://attacker.example,   403",
        "127.0.0.1:1,    null,                      403",
        "127.0.0.1:1,    '',                        403"
    })
    void a_socket_is_opened_by_its_own_pages_and_by_listed_ones(String host, String origin, int status) {
        String headers = "Host: " + host + "\r\nOrigin: " + origin + "\r\n";

        // The parameter, which is looked at last, keeps an accepted one from staying open.
        assertEquals(
                status == 101 ? 400 : status, status(send("GET /api/v1/live?x=1 HTTP/1.1\r\n" + UPGRADE + headers)));
        assertEquals(
                status == 101 ? 201 : status,
                status(send("POST /api/v1/topics/t/messages HTTP/1.1\r\n" + JSON + headers + "\r\n1")));
    }

    @Test
    void a_listed_page_reads_every_answer_and_problems_too() {
        for (String target : new String[] {
            "/api/v1/topics", "/api/v1/nothing", "/nothing", "/api/v1/topics?x=1", "/mypage.html?%zz", "/mypage.html"
        }) {
            String answer = get(target, "Origin: https://APP.example:443");

            assertTrue(answer.contains("\r\naccess-control-allow-origin: https://app.example:443\r\n"), answer);
            assertTrue(answer.contains("\r\nvary: origin\r\n"), answer);
            assertTrue(answer.contains("retry-after"), answer);
        }
    }

    @Test
    void an_event_stream_of_a_listed_page_can_be_read() throws Exception {
        try (var socket = new Socket("127.0.0.1", node.port())) {
            socket.getOutputStream()
                    .write(("GET /api/v1/topics/t/events HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Origin: https://app.example\r\n\r\n")
                            .getBytes());
            String head = new String(socket.getInputStream().readNBytes(200)).toLowerCase(Locale.ROOT);

            assertTrue(head.contains("\r\naccess-control-allow-origin: https://app.example\r\n"), head);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: 1", "Origin: https://attacker.example", "Origin: null", "Origin: http://app.example"})
    void other_origins_get_no_cors_headers_but_vary_for_caches(String header) {
        String answer = get("/api/v1/topics", header);

        assertEquals(200, status(answer));
        assertFalse(answer.contains("access-control-"), answer);
        assertTrue(answer.contains("\r\nvary: origin\r\n"), answer);
    }

    @Test
    void a_preflight_of_a_listed_page_allows_what_it_asks_for() {
        String answer = send("OPTIONS /api/v1/topics/t/messages HTTP/1.1\r\nHost: localhost\r\n"
                        + "Origin: https://app.example\r\nAccess-Control-Request-Method: POST\r\n"
                        + "Access-Control-Request-Headers: content-type,idempotency-key\r\n")
                .toLowerCase(Locale.ROOT);

        assertEquals(204, status(answer));
        assertTrue(answer.contains("\r\naccess-control-allow-origin: https://app.example\r\n"), answer);
        assertTrue(answer.contains("\r\naccess-control-allow-headers: content-type,idempotency-key\r\n"), answer);
        assertTrue(answer.matches("(?s).*\r\naccess-control-allow-methods: [^\r]*\\bpost\\b.*"), answer);
    }

    @Test
    void a_preflight_of_any_other_page_allows_nothing() {
        String answer = send("OPTIONS /api/v1/topics/t/messages HTTP/1.1\r\nHost: localhost\r\n"
                + "Origin: https://attacker.example\r\nAccess-Control-Request-Method: POST\r\n");

        assertFalse(answer.toLowerCase(Locale.ROOT).contains("access-control-"), answer);
    }

    private static String get(String target, String header) {
        return send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n")
                .toLowerCase(Locale.ROOT);
    }

    /** Sends a head, whose last line may be followed by an empty one and a body, and closes after the answer. */
    private static String send(String head) {
        int body = head.indexOf("\r\n\r\n");
        String headers = body < 0 ? head : head.substring(0, body + 2);
        String rest = body < 0 ? "" : head.substring(body + 4);
        String end = headers.endsWith("\r\n") ? "" : "\r\n";
        String connection = headers.contains(UPGRADE) ? "" : "Connection: close\r\n";
        return Http.raw(node.port(), headers + end + connection + "\r\n" + rest);
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ")[1]);
    }

    private static void assertUnknown(String answer) {
        assertEquals(421, status(answer), answer);
        assertTrue(answer.contains("\"code\":\"unknown_host\""), answer);
    }
}
