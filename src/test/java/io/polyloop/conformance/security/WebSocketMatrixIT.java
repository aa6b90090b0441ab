package io.polyloop.conformance.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.conformance.RawResponse;
import io.polyloop.fixture.LiveClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each way to authenticate a WebSocket with each token that is bad: refused by status, or by error and close code. */
class WebSocketMatrixIT {
    private static final int UNAUTHENTICATED = 4401;
    /** Tokens that do not fit into a header of the handshake. */
    private static final int MAX_HEADER = 6_000;

    @TempDir
    static Path dir;

    private static SecuredNode node;
    private static Map<String, String> bad;

    @BeforeAll
    static void start() {
        node = SecuredNode.start(dir);
        bad = new LinkedHashMap<>(BadCredentials.tokens(node));
        bad.put("a ticket", node.ticket(node.token(SecuredNode.VICTIM), SecuredNode.SECRET));
        bad.put(
                "the id of a session",
                node.cookie(node.token(SecuredNode.VICTIM)).substring("polyloop=".length()));
        bad.put("white space", node.token(SecuredNode.VICTIM).replace(".", " ."));
        bad.put("the scheme too", "Bearer " + node.token(SecuredNode.VICTIM));
        bad.put("a service key of an unknown id", "plk_0123456789ab_0123456789012345678901234567890123456789012");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Stream<DynamicTest> each(Check check) {
        return bad.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check.refuses(entry.getValue())));
    }

    private interface Check {
        void refuses(String token);
    }

    private static WebSocketConnectOptions options() {
        return LiveClient.options(node.node.port());
    }

    private static LiveClient connect(WebSocketConnectOptions options) {
        return LiveClient.connect(node.node.vertx(), options);
    }

    /** The next frame is an error, the socket closes, and nothing comes between. */
    private static void assertClosed(LiveClient client, Object id) {
        JsonObject error = client.next("error");
        node.captured.add(error.encode());
        assertEquals("unauthenticated", error.getString("code"));
        assertEquals(id, error.getValue("id"));
        assertEquals(UNAUTHENTICATED, client.closeCode());
        assertEquals(0, client.waiting());
        node.captured.add(String.valueOf(client.socket().closeReason()));
    }

    @TestFactory
    Stream<DynamicTest> a_header() {
        return each(token -> {
            int status = LiveClient.refusal(node.node.vertx(), options().addHeader("Authorization", "Bearer " + token));
            assertEquals(token.length() > MAX_HEADER ? 431 : 401, status);
        });
    }

    @TestFactory
    Stream<DynamicTest> a_subprotocol() {
        return each(token -> {
            WebSocketConnectOptions offered =
                    options().setSubProtocols(List.of("polyloop.v1", Credential.protocol(token)));
            if (token.length() > MAX_HEADER) {
                assertEquals(431, LiveClient.refusal(node.node.vertx(), offered));
                return;
            }
            try (LiveClient client = connect(offered)) {
                assertEquals("polyloop.v1", client.socket().subProtocol());
                client.send("op", "publish", "id", 2, "topic", SecuredNode.SECRET, "data", 1);
                client.send("op", "subscribe", "id", 3, "topic", SecuredNode.SECRET, "after", "0");
                assertClosed(client, null);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> a_first_frame() {
        String before = node.heads();
        return Stream.concat(
                each(token -> {
                    try (LiveClient client = connect(options())) {
                        client.send("op", "auth", "id", 1, "token", token);
                        // Those behind it must not be taken for those of someone.
                        client.send("op", "publish", "id", 2, "topic", SecuredNode.SECRET, "data", 1);
                        client.send("op", "subscribe", "id", 3, "topic", SecuredNode.SECRET, "after", "0");
                        assertClosed(client, 1);
                    }
                }),
                Stream.of(DynamicTest.dynamicTest("nothing is stored", () -> assertEquals(before, node.heads()))));
    }

    @TestFactory
    Stream<DynamicTest> a_renewal() {
        return each(token -> {
            try (LiveClient client = connect(options())) {
                client.send("op", "auth", "id", 1, "token", node.token(SecuredNode.VICTIM));
                client.next("authenticated");
                client.subscribe(SecuredNode.SECRET, null);
                client.send("op", "auth", "id", 2, "token", token);
                client.send("op", "publish", "id", 3, "topic", SecuredNode.SECRET, "data", 1);
                assertClosed(client, 2);
            }
        });
    }

    @Test
    void two_credentials_in_a_handshake_are_refused() {
        String token = node.token(SecuredNode.VICTIM);
        String cookie = node.cookie(token);
        String origin = node.node.http("").toString();
        List<WebSocketConnectOptions> pairs = List.of(
                options()
                        .addHeader("Authorization", "Bearer " + token)
                        .setSubProtocols(List.of("polyloop.v1", Credential.protocol(token))),
                options()
                        .addHeader("Authorization", "Bearer " + token)
                        .addHeader("Cookie", cookie)
                        .addHeader("Origin", origin),
                options()
                        .addHeader("Cookie", cookie)
                        .addHeader("Origin", origin)
                        .setSubProtocols(List.of("polyloop.v1", Credential.protocol(token))),
                options().setSubProtocols(List.of(Credential.protocol(token), Credential.protocol("other"))),
                options().setURI("/api/v1/live?ticket=" + node.ticket(token, SecuredNode.SECRET)),
                options().setURI("/api/v1/live?access_token=" + token));
        pairs.forEach(pair -> assertEquals(400, LiveClient.refusal(node.node.vertx(), pair)));
    }

    @Test
    void a_session_needs_an_own_origin() {
        String cookie = node.cookie(node.token(SecuredNode.VICTIM));
        for (String header : List.of(
                "X-Origin: none",
                "Origin: https://attacker.example",
                "Origin: null",
                "Origin: http://127.0.0.1:1",
                "Origin: http://localhost",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: none")) {
            RawResponse refused = node.send(
                    "GET",
                    "/api/v1/live",
                    null,
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Cookie: " + cookie,
                    header);
            assertEquals(403, refused.status(), header);
        }
        // The client sends an own origin.
        try (LiveClient client = connect(options().addHeader("Cookie", cookie))) {
            assertEquals(1, client.subscribe(SecuredNode.SECRET, null).getInteger("id"));
        }
    }

    /** The refusal of a frame must not quote what is in it. */
    @Test
    void a_malformed_auth_frame_shows_nothing_of_its_token() {
        String token = node.token(SecuredNode.VICTIM);
        String key = node.captured.secret("plk_0123456789ab_0123456789012345678901234567890123456789012");
        for (String frame : List.of(
                "{\"op\":\"auth\",\"id\":1,\"token\":" + token + "}",
                "{\"op\":\"auth\",\"id\":1,\"token\":" + key + "}",
                key,
                "{\"op\":\"auth\",\"id\":1,\"token\":\"" + token + "\"",
                "{\"op\":\"auth\",\"id\":1,\"token\":[\"" + token + "\"]}",
                "{\"op\":\"auth\",\"id\":1,\"tokens\":\"" + token + "\"}",
                "{\"op\":\"auth\",\"id\":1,\"token\":\"" + token + "\",\"token\":\"" + token + "\"}",
                "{\"op\":\"" + token + "\",\"id\":1}",
                "{\"op\":\"subscribe\",\"id\":1,\"topic\":\"" + token + "\"}",
                "{\"op\":\"auth\",\"id\":\"" + token + "\",\"token\":1}",
                "{\"" + token + "\":1}",
                token)) {
            try (LiveClient client = connect(options())) {
                client.socket().writeTextMessage(frame);
                JsonObject error = client.next("error");
                boolean isId = frame.contains("\"id\":\"");
                assertTrue(
                        isId
                                || !error.encode().contains(token.substring(0, 30))
                                        && !error.encode().contains(key),
                        () -> frame + ": " + error);
                if (!isId) {
                    node.captured.add(error.encode());
                }
                assertFalse(error.getString("code").equals("internal"), error::encode);
            }
        }
    }
}
