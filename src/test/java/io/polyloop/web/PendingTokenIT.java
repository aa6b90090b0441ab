package io.polyloop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TokenFactory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WebSockets whose token takes long to verify, because its issuer is slow to tell a new key. */
class PendingTokenIT {
    private static final String ISSUER = "https://slow.example.org/";
    private static final String PING = "{\"op\":\"ping\",\"id\":7}";

    @TempDir
    Path dir;

    private final TokenFactory tokens = new TokenFactory("new");
    private final TokenFactory before = new TokenFactory("old");
    private final CountDownLatch answer = new CountDownLatch(1);
    private boolean first = true;
    private HttpServer issuer;
    private TestNode node;

    @BeforeEach
    void start() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", this::answer);
        issuer.start();
        String keys = "http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks.json";
        JsonObject trusted = JsonObject.of("issuer", ISSUER, "audience", TokenFactory.AUDIENCE, "keys", keys);
        node = TestNode.start(dir, "auth.mode", "token", "auth.issuers", JsonArray.of(trusted));
    }

    @AfterEach
    void stop() {
        answer.countDown();
        node.close();
        issuer.stop(0);
    }

    /** The first answer has only the old key, the second both, as soon as the test lets it go. */
    private void answer(HttpExchange exchange) throws IOException {
        JsonArray keys = new JsonArray().add(before.jwk());
        if (!first) {
            awaitRelease();
            keys.add(tokens.jwk());
        }
        first = false;
        byte[] body = JsonObject.of("keys", keys).toBuffer().getBytes();
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void awaitRelease() {
        try {
            assertTrue(answer.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void a_frame_in_one_packet_with_the_handshake_waits_for_its_token() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", node.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write((handshake() + frame(PING)).getBytes(StandardCharsets.ISO_8859_1));
            Scanner answers = new Scanner(socket.getInputStream(), StandardCharsets.ISO_8859_1);
            assertTrue(answers.findWithinHorizon("^HTTP/1.1 101 ", 0) != null);
            answer.countDown();
            assertEquals("\"op\":\"pong\"", answers.findWithinHorizon("\"op\":\"\\w+\"", 0));
        }
    }

    private String handshake() {
        byte[] token = tokens.token("ada", Map.of("iss", ISSUER)).getBytes(StandardCharsets.US_ASCII);
        return "GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                + "Sec-WebSocket-Protocol: polyloop.v1, polyloop.bearer."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(token) + "\r\n\r\n";
    }

    private static String frame(String text) {
        return "\u0081" + (char) (0x80 | text.length()) + "\0\0\0\0" + text;
    }
}
