package io.polyloop.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.polyloop.topic.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ContractNode.class)
class WebSocketHandshakeIT {
    private final HttpCheck contract = new HttpCheck();
    private final RawHttp http;

    WebSocketHandshakeIT(RawHttp http) {
        this.http = http;
    }

    @Test
    void an_upgrade_is_accepted() throws IOException {
        RawResponse answer = handshake();

        assertEquals(101, contract.check("live", answer).status());
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", answer.header("Sec-WebSocket-Accept"));
        assertNull(answer.header("Sec-WebSocket-Protocol"));
        assertNull(answer.header("Sec-WebSocket-Extensions"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Connection: keep-alive, Upgrade; Upgrade: websocket",
                "Connection: keep-alive|Connection: upgrade; Upgrade: WebSocket",
                "Connection: ,Upgrade,; Upgrade: h2c, websocket",
                "Connection: Upgrade; Upgrade: h2c|Upgrade: websocket"
            })
    void connection_and_upgrade_are_lists_of_tokens(String connection, String upgrade) {
        assertEquals(101, contract.check("live", upgrade(connection, upgrade)).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Connection: Upgrades; Upgrade: websocket",
                "Connection: keep-alive; Upgrade: websocket",
                "Connection: Upgrade; Upgrade: websocket/13",
                "X: Upgrade; Upgrade: websocket",
                "Connection: Upgrade; X: websocket"
            })
    void a_handshake_without_both_tokens_is_answered_with_426(String connection, String upgrade) {
        contract.refused(Problem.UPGRADE_REQUIRED, "live", upgrade(connection, upgrade));
    }

    @Test
    void subprotocols_may_be_offered_in_several_lines() throws IOException {
        RawResponse answer = handshake("Sec-WebSocket-Protocol: other", "Sec-WebSocket-Protocol: polyloop.v1");

        assertEquals("polyloop.v1", contract.check("live", answer).header("Sec-WebSocket-Protocol"));
    }

    @Test
    @Tag("internals")
    void frames_in_one_packet_with_the_request_are_answered_though_the_last_is_not_whole() throws IOException {
        String head = "GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", RawWebSocket.upgrade());
        byte[] ping = RawHttp.bytes("\u0081\u008d\0\0\0\0{\"op\":\"ping\"}");
        try (Socket socket = http.connect()) {
            socket.getOutputStream().write(RawHttp.bytes(head + "\r\n\r\n", ping, new byte[] {(byte) 0x81}));
            InputStream in = socket.getInputStream();
            assertEquals(101, new ResponseReader(in).read(true).status());
            String pong = "{\"op\":\"pong\"}";
            assertEquals(pong, new String(in.readNBytes(2 + pong.length()), US_ASCII).substring(2));
            socket.getOutputStream().write(ping, 1, ping.length - 1);
            assertEquals(pong, new String(in.readNBytes(2 + pong.length()), US_ASCII).substring(2));
        }
    }

    @Test
    void http_1_0_cannot_upgrade() {
        String lines = String.join("\r\n", RawWebSocket.upgrade());

        contract.refused(Problem.INVALID_REQUEST, http.send("GET /api/v1/live HTTP/1.0\r\n" + lines + "\r\n\r\n"));
    }

    @Test
    void an_upgrade_has_no_body_and_no_parameters() {
        byte[] body = {'1'};

        contract.refused(Problem.INVALID_REQUEST, http.send("GET", "/api/v1/live", body, RawWebSocket.upgrade()));
        contract.refused(Problem.INVALID_PARAMETER, http.get("/api/v1/live?after=0", RawWebSocket.upgrade()));
        assertEquals(
                101,
                http.send("GET", "/api/v1/live", new byte[0], RawWebSocket.upgrade())
                        .status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA= ", "no base64"})
    void a_key_that_is_not_16_bytes_in_base64_is_refused(String key) {
        String[] lines = Stream.of(RawWebSocket.upgrade())
                .map(line -> line.replaceFirst("Key: .*", "Key: " + key))
                .toArray(String[]::new);

        contract.refused(Problem.INVALID_REQUEST, "live", http.get("/api/v1/live", lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polyloop.v1", "other, polyloop.v1"})
    void the_subprotocol_is_picked_if_it_is_offered(String offered) throws IOException {
        RawResponse answer = handshake("Sec-WebSocket-Protocol: " + offered);

        assertEquals(101, contract.check("live", answer).status());
        assertEquals("polyloop.v1", answer.header("Sec-WebSocket-Protocol"));
    }

    @Test
    void the_own_origin_is_accepted() throws IOException {
        assertEquals(101, handshake("Origin: http://" + http.host()).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:1"})
    void a_foreign_origin_is_forbidden(String origin) throws IOException {
        contract.refused(Problem.FORBIDDEN, "live", handshake("Origin: " + origin));
    }

    @Test
    void a_plain_get_is_answered_with_426() {
        contract.refused(Problem.UPGRADE_REQUIRED, "live", http.get("/api/v1/live"));
    }

    @Test
    void another_version_is_answered_with_the_supported_one() {
        String[] version7 = Stream.of(RawWebSocket.upgrade())
                .map(line -> line.replace("Version: 13", "Version: 7"))
                .toArray(String[]::new);

        contract.refused(Problem.UPGRADE_REQUIRED, "live", http.get("/api/v1/live", version7));
    }

    @Test
    void an_upgrade_without_a_key_is_refused() {
        String[] keyless = Stream.of(RawWebSocket.upgrade())
                .filter(line -> !line.contains("Key"))
                .toArray(String[]::new);

        contract.refused(Problem.INVALID_REQUEST, "live", http.get("/api/v1/live", keyless));
    }

    @Test
    void a_post_is_refused() {
        RawResponse answer = http.send("POST", "/api/v1/live", new byte[0], RawWebSocket.upgrade());

        contract.refused(Problem.METHOD_NOT_ALLOWED, answer);
        assertEquals("GET, OPTIONS", answer.header("Allow"));
    }

    private RawResponse upgrade(String connection, String upgrade) {
        String[] key = Stream.of(RawWebSocket.upgrade())
                .filter(line -> line.startsWith("Sec-"))
                .toArray(String[]::new);
        String lines = connection + "|" + upgrade + "|" + String.join("|", key);
        return http.get("/api/v1/live", lines.replace("|", "\r\n"));
    }

    private RawResponse handshake(String... headers) throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(http, headers)) {
            return socket.handshake();
        }
    }
}
