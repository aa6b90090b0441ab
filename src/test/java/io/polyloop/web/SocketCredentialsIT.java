package io.polyloop.web;

import static io.polyloop.fixture.engine.TokenFactory.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.RawSocket;
import io.polyloop.fixture.engine.TokenFactory;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a WebSocket authenticates, renews its token, and ends with it. */
class SocketCredentialsIT {
    private static final TokenFactory ISSUER = new TokenFactory();

    @TempDir
    static Path dir;

    private static TestNode node;

    @BeforeAll
    static void start() {
        node = ISSUER.node(
                dir,
                List.of(
                        rule("own.{sub}", "publish", "subscribe", "history"),
                        rule("news", "subscribe"),
                        rule("team.{team}", "subscribe")),
                "auth.timeout",
                "1s");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static LiveClient connect(String... protocols) {
        return LiveClient.connect(node.vertx(), options().setSubProtocols(List.of(protocols)));
    }

    private static WebSocketConnectOptions options() {
        return LiveClient.options(node.port());
    }

    private static String bearer(String token) {
        return "polyloop.bearer."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    private static LiveClient authenticated(String token) {
        LiveClient client = connect();
        client.send("op", "auth", "id", 1, "token", token);
        assertEquals(1, client.next("authenticated").getInteger("id"));
        return client;
    }

    @Test
    void the_subprotocol_authenticates_and_is_not_answered() {
        try (LiveClient client = connect("polyloop.v1", bearer(ISSUER.token("ada")))) {
            assertEquals("polyloop.v1", client.socket().subProtocol());
            assertEquals(0, client.subscribe("own.ada", "0").getLong("head"));
        }
    }

    @Test
    void the_first_frame_authenticates() {
        try (LiveClient client = connect()) {
            client.send("op", "auth", "id", 7, "token", ISSUER.token("ada"));
            JsonObject answer = client.next("authenticated");
            assertEquals(7, answer.getInteger("id"));
            assertEquals("ada", answer.getString("subject"));
            assertTrue(answer.getLong("expiresInMs") > 3_500_000, answer::encode);
        }
    }

    @Test
    void frames_behind_auth_wait_for_it() {
        try (LiveClient client = connect()) {
            client.send("op", "auth", "id", 1, "token", ISSUER.token("bob"));
            client.send("op", "publish", "id", 2, "topic", "own.bob", "data", 1);
            client.send("op", "subscribe", "id", 3, "topic", "news");
            client.next("authenticated");
            assertEquals(
                    List.of("published", "subscribed"),
                    List.of(client.next().getString("op"), client.next().getString("op")).stream()
                            .sorted()
                            .toList());
        }
    }

    @Test
    @Tag("internals")
    void frames_in_one_packet_with_the_handshake_wait_for_its_token() throws IOException {
        String protocols = "Sec-WebSocket-Protocol: polyloop.v1, " + bearer(ISSUER.token("ada")) + "\r\n";
        JsonObject[] frames = IntStream.range(0, 300)
                .mapToObj(id -> JsonObject.of("op", "ping", "id", id))
                .toArray(JsonObject[]::new);
        try (RawSocket socket = RawSocket.upgrade(new Socket("127.0.0.1", node.port()), protocols, frames)) {
            for (int id = 0; id < frames.length; id++) {
                assertEquals(JsonObject.of("op", "pong", "id", id), socket.nextJson());
            }
        }
    }

    @Test
    void another_frame_before_auth_is_refused_and_closes_the_socket() {
        try (LiveClient client = connect()) {
            client.send("op", "ping", "id", 5);
            JsonObject error = client.next("error");
            assertEquals("unauthenticated", error.getString("code"));
            assertEquals(5, error.getInteger("id"));
            assertEquals(4401, client.closeCode());
        }
    }

    @Test
    void a_socket_without_credentials_closes_after_the_timeout() {
        try (LiveClient client = connect()) {
            assertEquals("unauthenticated", client.next("error").getString("code"));
            assertEquals(4401, client.closeCode());
        }
    }

    @Test
    void a_bad_token_in_the_subprotocol_is_accepted_and_then_closed() {
        try (LiveClient client = connect("polyloop.v1", bearer("garbage"))) {
            assertEquals("unauthenticated", client.next("error").getString("code"));
            assertEquals(4401, client.closeCode());
        }
    }

    @Test
    void what_the_rules_do_not_allow_is_forbidden_and_the_socket_lives_on() {
        try (LiveClient client = authenticated(ISSUER.token("ada"))) {
            client.send("op", "subscribe", "id", 2, "topic", "own.bob");
            assertEquals("forbidden", client.next("error").getString("code"));
            client.send("op", "publish", "id", 3, "topic", "news", "data", 1);
            assertEquals("forbidden", client.next("error").getString("code"));
            client.send("op", "subscribe", "id", 4, "topic", "news", "after", "0");
            assertEquals("forbidden", client.next("error").getString("code"));
            client.send("op", "subscribe", "id", 5, "topic", "news");
            client.next("subscribed");
        }
    }

    @Test
    void the_end_of_the_token_is_announced_and_closes_the_socket() {
        try (LiveClient client = authenticated(ISSUER.token("ada", Duration.ofSeconds(3)))) {
            client.subscribe("news", null);
            long left = client.next("expiring").getLong("inMs");
            assertTrue(left > 0 && left <= 3_000, () -> left + " ms");
            assertEquals(4401, client.closeCode());
        }
    }

    @Test
    void renewal_extends_the_socket() {
        try (LiveClient client = authenticated(ISSUER.token("ada", Duration.ofSeconds(2)))) {
            client.next("expiring");
            client.send("op", "auth", "id", 2, "token", ISSUER.token("ada"));
            assertTrue(client.next("authenticated").getLong("expiresInMs") > 3_000_000);
            Instant end = Instant.now().plusSeconds(3);
            while (Instant.now().isBefore(end)) {
                client.send("op", "ping", "id", 9);
                client.next("pong");
            }
        }
    }

    @Test
    void renewal_with_less_ends_what_is_lost() {
        String more = ISSUER.token("ada", Map.of("team", "red"));
        try (LiveClient client = authenticated(more)) {
            client.subscribe("team.red", null);
            client.subscribe("news", null);
            client.send("op", "auth", "id", 2, "token", ISSUER.token("ada", Map.of("team", "blue")));
            client.next("authenticated");
            assertEquals("forbidden", client.next("error").getString("code"));
            assertEquals("team.red", client.next("unsubscribed").getString("topic"));
            client.send("op", "unsubscribe", "id", 3, "topic", "news");
            client.next("unsubscribed");
        }
    }

    @Test
    void a_socket_ends_with_its_session_even_after_a_renewal() {
        String begun = Http.post(node.http("/api/v1/session"), "", "Authorization", "Bearer " + ISSUER.token("ada"))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        String cookie = begun.substring(0, begun.indexOf(';'));
        String own = node.http("").toString();
        try (LiveClient client = LiveClient.connect(
                node.vertx(), options().addHeader("Cookie", cookie).addHeader("Origin", own))) {
            client.send("op", "auth", "id", 1, "token", ISSUER.token("ada"));
            client.next("authenticated");
            Http.send(HttpRequest.newBuilder(node.http("/api/v1/session"))
                    .DELETE()
                    .headers("Cookie", cookie, "Origin", own));
            assertEquals(4401, client.closeCode());
        }
    }

    @Test
    void renewal_by_another_subject_closes_the_socket() {
        try (LiveClient client = authenticated(ISSUER.token("ada"))) {
            client.send("op", "auth", "id", 2, "token", ISSUER.token("bob"));
            assertEquals(2, client.next("error").getInteger("id"));
            assertEquals(4401, client.closeCode());
        }
    }

    @Test
    void renewal_with_an_invalid_token_closes_the_socket() {
        try (LiveClient client = authenticated(ISSUER.token("ada"))) {
            client.send("op", "auth", "id", 2, "token", "garbage");
            assertEquals("unauthenticated", client.next("error").getString("code"));
            assertEquals(4401, client.closeCode());
        }
    }

    @Test
    void a_bad_header_refuses_the_handshake() {
        int refused = LiveClient.refusal(node.vertx(), options().addHeader("Authorization", "Bearer garbage"));
        assertEquals(401, refused);
        try (LiveClient client = LiveClient.connect(
                node.vertx(), options().addHeader("Authorization", "Bearer " + ISSUER.token("ada")))) {
            client.subscribe("news", null);
        }
    }
}
