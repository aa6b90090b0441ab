package io.polyloop.conformance.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of unusual form: none passes without credentials, and no credential outlives its request. */
class RawRequestsIT {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final String MESSAGES = "/api/v1/topics/" + SecuredNode.SECRET + "/messages";
    private static final String SECRET = MESSAGES + "?after=0";

    @TempDir
    static Path dir;

    private static SecuredNode node;
    private static String good;
    private static String other;

    @BeforeAll
    static void start() {
        node = SecuredNode.start(dir);
        good = "Authorization: Bearer " + node.token(SecuredNode.VICTIM) + "\r\n";
        other = "Authorization: Bearer " + node.token("mallory") + "\r\n";
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static String send(String text) {
        String answer = Http.raw(node.node.port(), text);
        node.captured.add(answer);
        return answer;
    }

    private static String request(String method, String target, String headers) {
        return method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + node.node.port() + "\r\n" + headers + "\r\n";
    }

    private static String last(String method, String target, String headers) {
        return request(method, target, headers + "Connection: close\r\n");
    }

    private static List<String> statuses(String answers) {
        return STATUS.matcher(answers).results().map(status -> status.group(1)).toList();
    }

    private static int canaries(String answers) {
        return answers.split(SecuredNode.CANARY, -1).length - 1;
    }

    private static void assertRefused(String answer) {
        assertEquals(0, canaries(answer), answer);
        assertFalse(statuses(answer).contains("200"), answer);
    }

    @Test
    void a_pipelined_request_does_not_have_the_token_of_the_one_before() {
        String answers = send(request("GET", SECRET, good)
                + request("GET", SECRET, "")
                + request("GET", SECRET, other)
                + request("GET", SECRET, good)
                + last("GET", SECRET, ""));
        assertEquals(List.of("200", "401", "403", "200", "401"), statuses(answers), answers);
        assertEquals(2, canaries(answers));
    }

    @Test
    void a_pipelined_request_does_not_have_the_session_of_the_one_before() {
        String cookie = "Cookie: " + node.cookie(node.token(SecuredNode.VICTIM)) + "\r\n";
        String answers = send(request("GET", "/java/get", cookie)
                + request("GET", "/java/get", "")
                + request("GET", "/verticle/any", cookie)
                + last("GET", "/verticle/any", ""));
        assertEquals(List.of("200", "401", "200", "401"), statuses(answers), answers);
    }

    @Test
    void a_refused_publish_does_not_run_with_the_token_of_the_next_request() {
        String before = node.heads();
        String body = "Content-Type: application/json\r\nContent-Length: 1\r\n";
        String answers = send(request("POST", MESSAGES, body) + "1"
                + request("GET", SECRET, good)
                + request("POST", MESSAGES, body + other) + "1"
                + last("GET", SECRET, good));
        assertEquals(List.of("401", "200", "403", "200"), statuses(answers), answers);
        assertEquals(before, node.heads());
    }

    @Test
    void a_token_in_a_trailer_is_no_token() {
        String before = node.heads();
        String answer = send(last(
                        "POST",
                        MESSAGES,
                        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nTrailer: Authorization\r\n")
                + "1\r\n1\r\n0\r\n" + good + "\r\n");
        assertEquals("401", statuses(answer).get(0), answer);
        assertEquals(before, node.heads());
    }

    @Test
    void a_body_is_not_asked_for_before_its_client_is_known() {
        String answer = send(last(
                "POST", MESSAGES, "Content-Type: application/json\r\nContent-Length: 5\r\nExpect: 100-continue\r\n"));
        assertEquals(List.of("401"), statuses(answer), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/topics",
                "/api/v1/topics/",
                "//api/v1/topics",
                "/api//v1/topics",
                "/api/v1/topics//",
                "/api/v1/./topics",
                "/x/../api/v1/topics",
                "/openapi.yaml/../api/v1/topics",
                "/.well-known/../api/v1/topics",
                "/api/v1/session/../topics",
                "/%61pi/v1/topics",
                "/api%2fv1/topics",
                "/api/v1%2ftopics",
                "/api/v1/topics%2facme.secret.victim%2fmessages",
                "/api/v1/topics/acme.secret.victim%2fmessages",
                "/api/v1/topics/acme.secret.victim/messages",
                "/api/v1/topics/acme.secret.victim/messages/",
                "/api/v1/topics/acme.secret.victim/messages;x=1",
                "/api/v1/topics/acme%2esecret%2evictim/messages",
                "/api/v1/topics/acme.secret.victim/messages?",
                "/api/v1/topics/acme.secret.victim/messages#x",
                "/api/v1/topics/acme.secret.victim/events/",
                "/API/V1/topics",
                "/java/get",
                "/java/get/",
                "/java//get",
                "/java/%67et",
                "/java/get%20",
                "/java/get%00",
                "/java/./get",
                "/java/anyone/../get",
                "/java/anyone%2f..%2fget",
                "/java/anyone/..%2fget",
                "/java/anyone\\..\\get",
                "/java/get;a",
                "/java/all",
                "/java/all/",
                "/java/inner",
                "/java/inner/",
                "/java/inner//get",
                "/java/inner/%67et",
                "/JAVA/get",
                "/java/regex/a/",
                "/verticle/any",
                "/verticle/any/",
                "/verticle//any",
                "/verticle/%61ny",
                "/verticle/anyone/../any",
                "/verticle/scope",
                "/verticle/topics/acme.secret.victim",
                "/verticle/topics/acme%2esecret%2evictim",
                "*",
                "api/v1/topics",
                "127.0.0.1:80",
                "http://127.0.0.1/java/get",
                "http://127.0.0.1//java/get",
                "https://127.0.0.1/java/get",
                "http://attacker.example/java/get",
                "http://user:pass@127.0.0.1/java/get",
                "ftp://127.0.0.1/java/get",
                "http:///java/get"
            })
    void no_form_of_the_target_passes_without_a_token(String target) {
        assertRefused(send(last("GET", target, "")));
        assertRefused(send(last("HEAD", target, "")));
        assertRefused(send("GET " + target + " HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n"));
        assertRefused(send(last("GET", target, "X-Original-URL: /openapi.yaml\r\nX-Rewrite-URL: /openapi.yaml\r\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override: GET",
                "X-Forwarded-User: victim",
                "X-Remote-User: victim",
                "Remote-User: victim",
                "Forwarded: for=127.0.0.1;by=victim",
                "X-Forwarded-For: 127.0.0.1",
                "X-Forwarded-Host: localhost",
                "X-Forwarded-Proto: https",
                "Connection: Authorization",
                "Connection: keep-alive, authorization",
                "X-User: victim",
                "From: victim",
                "Sec-Fetch-Site: same-origin",
                "Origin: http://127.0.0.1",
                "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA",
                "Upgrade: websocket",
                "Upgrade: TLS/1.0"
            })
    void no_other_header_stands_for_a_token(String header) {
        for (String target : List.of(SECRET, "/java/get", "/verticle/any", "/api/v1/topics")) {
            String answer = send(last("GET", target, header + "\r\n"));
            assertRefused(answer);
            assertTrue(List.of("401", "400").contains(statuses(answer).get(0)), answer);
        }
    }

    @Test
    void what_is_no_header_is_refused() {
        String token = good.strip().substring("Authorization: ".length());
        Map<String, String> malformed = Map.of(
                "space before the colon", "Authorization : " + token + "\r\n",
                "folded", "Authorization:\r\n " + token + "\r\n",
                "twice", good + good,
                "twice, of two", good + other,
                "twice, one empty", good + "Authorization:\r\n",
                "a null", "Authorization: " + token + "\0\r\n",
                "a bare line feed", "X: y\nAuthorization: " + token + "\r\n",
                "a bare carriage return", "X: y\rAuthorization: " + token + "\r\n");
        malformed.forEach((name, header) -> {
            String answer = send(last("GET", SECRET, header));
            assertRefused(answer);
            assertTrue(List.of("400", "401").contains(statuses(answer).get(0)), () -> name + ": " + answer);
        });
    }

    @Test
    void http_10_is_judged_alike() {
        String head = "GET " + SECRET + " HTTP/1.0\r\nHost: 127.0.0.1\r\n";
        assertEquals(List.of("200"), statuses(send(head + good + "\r\n")));
        assertEquals(List.of("403"), statuses(send(head + other + "\r\n")));
        assertEquals(List.of("401"), statuses(send(head + "\r\n")));
        String kept = head + "Connection: keep-alive\r\n";
        String answers = send(kept + good + "\r\n" + head + "\r\n");
        assertEquals(List.of("200", "401"), statuses(answers), answers);
    }

    @Test
    void http_2_without_tls_opens_nothing() {
        String answer = send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
        assertEquals(0, canaries(answer), answer);
        assertFalse(answer.contains("200"), answer);
    }
}
