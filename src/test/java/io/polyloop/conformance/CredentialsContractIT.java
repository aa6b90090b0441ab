package io.polyloop.conformance;

import static io.polyloop.conformance.RawHttp.JSON;
import static io.polyloop.fixture.engine.TokenFactory.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.EventStream;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TokenFactory;
import io.polyloop.topic.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds a node in {@code auth.mode: token} to what both documents say of credentials. */
class CredentialsContractIT {
    private static final TokenFactory ISSUER = new TokenFactory();
    private static final String SESSION = "/api/v1/session";
    private static final String TICKETS = "/api/v1/tickets";
    private static final String OWN = "/api/v1/topics/own.ada/";

    @TempDir
    static Path dir;

    private static TestNode node;

    private final HttpCheck contract = new HttpCheck();
    private final FrameCheck frames = new FrameCheck();
    private final RawHttp http = new RawHttp(node.port());

    @BeforeAll
    static void start() {
        node = ISSUER.node(
                dir, List.of(rule("own.{sub}", "publish", "subscribe", "history"), rule("team.{team}", "subscribe")));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static String bearer() {
        return "Authorization: Bearer " + ISSUER.token("ada");
    }

    @ParameterizedTest
    @CsvSource({
        "topics,   GET,    /api/v1/topics",
        "read,     GET,    /api/v1/topics/own.ada/messages",
        "append,   POST,   /api/v1/topics/own.ada/messages",
        "eraseTopic, DELETE, /api/v1/topics/own.ada",
        "events,   GET,    /api/v1/topics/own.ada/events",
        "ticket,   POST,   /api/v1/tickets",
        "session,  GET,    /api/v1/session",
        "beginSession, POST, /api/v1/session",
        "endSession, DELETE, /api/v1/session"
    })
    void without_a_credential_the_challenge_has_no_error(String operation, String method, String path) {
        RawResponse answer = http.send(method, path, null, JSON);

        contract.refused(Problem.UNAUTHENTICATED, operation, answer);
        assertTrue(!answer.header("WWW-Authenticate").contains("error"), answer::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "topics,   GET,    /api/v1/topics",
        "read,     GET,    /api/v1/topics/own.ada/messages",
        "append,   POST,   /api/v1/topics/own.ada/messages",
        "events,   GET,    /api/v1/topics/own.ada/events",
        "live,     GET,    /api/v1/live",
        "ticket,   POST,   /api/v1/tickets",
        "beginSession, POST, /api/v1/session"
    })
    void an_invalid_token_is_named_in_the_challenge(String operation, String method, String path) {
        String[] headers = {
            JSON,
            "Authorization: Bearer a.b.c",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
        };

        RawResponse answer = http.send(method, path, null, headers);

        contract.refused(Problem.UNAUTHENTICATED, operation, answer);
        assertTrue(answer.header("WWW-Authenticate").contains("error=\"invalid_token\""), answer::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "read,   GET,    /api/v1/topics/own.bob/messages",
        "append, POST,   /api/v1/topics/own.bob/messages",
        "events, GET,    /api/v1/topics/own.bob/events",
        "eraseTopic, DELETE, /api/v1/topics/own.bob"
    })
    void what_the_rules_do_not_allow_is_forbidden(String operation, String method, String path) {
        RawResponse answer = http.send(method, path, method.equals("POST") ? new byte[] {'1'} : null, JSON, bearer());

        contract.refused(Problem.FORBIDDEN, operation, answer);
        assertTrue(answer.header("WWW-Authenticate").contains("insufficient_scope"), answer::toString);
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/v1/nope", "OPTIONS, /api/v1/topics", "PUT, /api/v1/topics", "GET, /api/v2"})
    void without_a_credential_the_api_does_not_say_what_there_is(String method, String path) {
        contract.refused(Problem.UNAUTHENTICATED, http.send(method, path, null));
    }

    @Test
    void two_credentials_are_refused() {
        RawResponse answer = http.get("/api/v1/topics", bearer(), "Cookie: polyloop=x");

        contract.refused(Problem.INVALID_REQUEST, "topics", answer);
    }

    @Test
    void with_a_token_requests_are_answered_as_without_authentication() {
        contract.check("append", http.post(OWN + "messages", "1", JSON, bearer()));
        contract.check("read", http.get(OWN + "messages", bearer()));
        contract.check("topics", http.get("/api/v1/topics", bearer()));
    }

    @Test
    void a_session_begins_shows_its_subject_and_ends() {
        RawResponse begun = contract.check("beginSession", http.send("POST", SESSION, null, bearer()));
        assertEquals(201, begun.status(), begun::toString);
        String cookie = "Cookie: " + begun.header("Set-Cookie").split(";")[0];
        String origin = "Origin: http://" + http.host();

        RawResponse shown = contract.check("session", http.get(SESSION, cookie));
        assertEquals(begun.json(), shown.json());
        contract.refused(Problem.FORBIDDEN, "endSession", http.send("DELETE", SESSION, null, cookie));
        contract.refused(Problem.FORBIDDEN, "append", http.post(OWN + "messages", "1", JSON, cookie));
        contract.check("append", http.post(OWN + "messages", "1", JSON, cookie, origin));

        assertEquals(
                204,
                contract.check("endSession", http.send("DELETE", SESSION, null, cookie, origin))
                        .status());
        assertEquals(
                204,
                contract.check("endSession", http.send("DELETE", SESSION, null, cookie, origin))
                        .status());
        contract.refused(Problem.UNAUTHENTICATED, "session", http.get(SESSION, cookie));
    }

    @Test
    void a_ticket_opens_one_stream_for_its_topic() throws Exception {
        RawResponse made = contract.check("ticket", http.post(TICKETS, "{\"topics\":[\"own.ada\"]}", JSON, bearer()));
        String query = "?ticket=" + made.json().getString("ticket");

        try (EventStream stream = EventStream.request(http.uri(OWN + "events" + query))) {
            contract.check("events", RawResponse.head(stream.response()));
        }
        contract.refused(Problem.UNAUTHENTICATED, "events", http.get(OWN + "events" + query));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INVALID_MESSAGE        | {}",
                "INVALID_MESSAGE        | {\"topics\":[]}",
                "INVALID_MESSAGE        | {\"topics\":[1]}",
                "INVALID_MESSAGE        | {\"topics\":[\"own.ada\"],\"more\":1}",
                "INVALID_TOPIC          | {\"topics\":[\"OWN\"]}",
                "INVALID_JSON           | {",
                "FORBIDDEN              | {\"topics\":[\"own.ada\",\"own.bob\"]}"
            })
    void what_is_no_request_for_a_ticket_is_refused(Problem problem, String body) {
        contract.refused(problem, "ticket", http.post(TICKETS, body, JSON, bearer()));
    }

    @Test
    void the_metadata_names_the_issuer() {
        JsonObject metadata = contract.check("resourceMetadata", http.get("/.well-known/oauth-protected-resource"))
                .json();

        assertEquals(JsonArray.of(TokenFactory.ISSUER), metadata.getJsonArray("authorization_servers"));
        assertEquals("http://" + http.host(), metadata.getString("resource"));
    }

    @Test
    void public_pages_need_no_credential() {
        for (String operation : Set.of("openapi", "asyncapi")) {
            assertEquals(
                    200,
                    contract.check(operation, http.get("/" + operation + ".yaml"))
                            .status());
        }
        assertEquals(200, contract.check("index", http.get("/")).status());
    }

    @Test
    void a_websocket_authenticates_and_is_told_before_the_end() {
        try (LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            client.send("op", "auth", "id", 1, "token", ISSUER.token("ada", Duration.ofSeconds(30)));

            JsonObject authenticated = frames.frame("authenticated", client.next());
            assertEquals("ada", authenticated.getString("subject"));
            assertTrue(authenticated.getLong("expiresInMs") <= 30_000, authenticated::encode);
            frames.frame("expiring", client.next());
        }
    }

    @Test
    void a_renewal_that_allows_less_ends_subscriptions() {
        try (LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            client.send("op", "auth", "id", 1, "token", ISSUER.token("ada", Map.of("team", "red")));
            frames.frame("authenticated", client.next());
            client.send("op", "subscribe", "id", 2, "topic", "team.red");
            frames.frame("subscribed", client.next());
            frames.error(Problem.FORBIDDEN, refused(client, "op", "subscribe", "id", 3, "topic", "team.blue"));

            client.send("op", "auth", "id", 4, "token", ISSUER.token("ada"));

            frames.frame("authenticated", client.next());
            assertNull(frames.error(Problem.FORBIDDEN, client.next()).getValue("id"));
            assertEquals("team.red", frames.frame("unsubscribed", client.next()).getString("topic"));
        }
    }

    private static JsonObject refused(LiveClient client, Object... frame) {
        client.send(frame);
        return client.next();
    }

    @Test
    void a_frame_before_auth_is_refused_and_closes() {
        try (LiveClient client = LiveClient.connect(node.vertx(), node.port())) {
            client.send("op", "ping", "id", 1);

            assertEquals(1, frames.error(Problem.UNAUTHENTICATED, client.next()).getInteger("id"));
            assertEquals(4401, client.closeCode());
        }
    }

    @Test
    void an_event_stream_says_that_its_token_has_expired() throws Exception {
        String token = "Bearer " + ISSUER.token("ada", Duration.ofSeconds(2));
        try (EventStream stream = EventStream.request(http.uri(OWN + "events"), "Authorization", token)) {
            frames.event("expired", stream.next("expired"));
        }
    }
}
