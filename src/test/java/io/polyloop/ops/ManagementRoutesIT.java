package io.polyloop.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests that the management server accepts. */
class ManagementRoutesIT {
    @TempDir
    static Path data;

    private static TestNode node;

    @BeforeAll
    static void start() {
        node = TestNode.start(data, "http.allowed-hosts", "node.example");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_client_that_offers_http_2_gets_http_1() throws Exception {
        HttpClient offering =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        for (URI address : List.of(node.management("/readyz"), node.http("/api/v1/topics"))) {
            HttpResponse<String> answer =
                    offering.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), address.toString());
            assertEquals(HttpClient.Version.HTTP_1_1, answer.version(), address.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/startupz", "/metrics"})
    void head_and_options_are_supported(String path) {
        HttpResponse<String> head = send("HEAD", path);
        HttpResponse<String> options = send("OPTIONS", path);

        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals(204, options.statusCode());
        assertEquals("GET, HEAD, OPTIONS", options.headers().firstValue("Allow").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404, not_found", "POST, /nothing, 404, not_found", "OPTIONS, /nothing, 404, not_found",
        "GET, /livez/, 404, not_found", "GET, //livez, 404, not_found", "GET, /./livez, 404, not_found",
        "POST, /livez, 405, method_not_allowed", "DELETE, /metrics, 405, method_not_allowed"
    })
    void any_other_request_is_a_problem(String method, String path, int status, String code) {
        HttpResponse<String> answer = send(method, path);

        assertEquals(status, answer.statusCode());
        assertEquals(code, Http.body(answer).getString("code"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3:8081", "[::1]:8081", "LOCALHOST", "a.localhost:1", "Node.Example."})
    void allowed_hosts_are_accepted(String host) {
        assertTrue(raw("GET /livez HTTP/1.1\r\nHost: " + host).startsWith("HTTP/1.1 200 "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"attacker.example", "attacker.example:8081", "127.0.0.1.example", "localhost.example"})
    void another_host_is_misdirected(String host) {
        assertUnknown(raw("GET /livez HTTP/1.1\r\nHost: " + host));
        assertUnknown(raw("GET http://" + host + "/livez HTTP/1.1\r\nHost: 127.0.0.1"));
    }

    @Test
    void http_1_0_needs_no_host() {
        assertTrue(raw("GET /livez HTTP/1.0").startsWith("HTTP/1.0 200 "));
        assertUnknown(raw("GET /livez HTTP/1.0\r\nHost: attacker.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: 1", "Host: a\r\nHost: a", "Host: a b", "Host: a:b", "Host:"})
    void a_missing_or_invalid_host_is_rejected(String headers) {
        assertTrue(raw("GET /livez HTTP/1.1\r\n" + headers).startsWith("HTTP/1.1 400 "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1\r\nTransfer-Encoding: chunked", ": x", "no colon", "X : 1"})
    void an_invalid_request_is_a_problem(String headers) {
        assertProblem(400, "invalid_request", raw("GET /livez HTTP/1.1\r\nHost: localhost\r\n" + headers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/0.9", "http/1.1"})
    void an_unsupported_http_version_is_rejected_in_a_supported_one(String version) {
        assertProblem(505, "http_version_unsupported", raw("GET /livez " + version + "\r\nHost: localhost"));
    }

    private static void assertProblem(int status, String code, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        assertEquals(code, new JsonObject(answer.substring(answer.indexOf('{'))).getString("code"));
    }

    private static void assertUnknown(String answer) {
        assertTrue(answer.contains(" 421 "), answer);
        assertEquals("unknown_host", new JsonObject(answer.substring(answer.indexOf('{'))).getString("code"));
    }

    private static String raw(String head) {
        return Http.raw(node.managementPort(), head + "\r\nConnection: close\r\n\r\n");
    }

    private static HttpResponse<String> send(String method, String path) {
        return Http.send(HttpRequest.newBuilder(node.management(path)).method(method, BodyPublishers.noBody()));
    }
}
