package io.polyloop.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.polyloop.topic.Problem;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
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
        Answer answer = handshake();

        assertEquals(101, contract.check("live", answer).status());
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", answer.header("Sec-WebSocket-Accept"));
        assertNull(answer.header("Sec-WebSocket-Protocol"));
        assertNull(answer.header("Sec-WebSocket-Extensions"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polyloop.v1", "other, polyloop.v1"})
    void the_subprotocol_is_picked_if_it_is_offered(String offered) throws IOException {
        Answer answer = handshake("Sec-WebSocket-Protocol: " + offered);

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
    void a_plain_get_is_told_to_upgrade() {
        contract.refused(Problem.UPGRADE_REQUIRED, "live", http.get("/api/v1/live"));
    }

    @Test
    void another_version_is_told_the_right_one() {
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
        Answer answer = http.send("POST", "/api/v1/live", new byte[0], RawWebSocket.upgrade());

        contract.refused(Problem.METHOD_NOT_ALLOWED, answer);
        assertEquals("GET", answer.header("Allow"));
    }

    private Answer handshake(String... headers) throws IOException {
        try (RawWebSocket socket = RawWebSocket.open(http, headers)) {
            return socket.handshake();
        }
    }
}
