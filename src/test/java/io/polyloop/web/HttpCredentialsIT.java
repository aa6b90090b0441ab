package io.polyloop.web;

import static io.polyloop.fixture.engine.TokenFactory.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.EventStream;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.LogCapture;
import io.polyloop.fixture.ServerSentEvent;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TokenFactory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, sessions and tickets over HTTP. */
class HttpCredentialsIT {
    private static final TokenFactory ISSUER = new TokenFactory();
    private static final String AUTHORIZATION = "Authorization";

    @TempDir
    static Path dir;

    private static TestNode node;

    @BeforeAll
    static void start() {
        node = ISSUER.node(
                dir,
                List.of(
                        rule("own.{sub}", "publish", "subscribe"),
                        rule("shared", "publish"),
                        rule("news", "subscribe", "history")));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static String bearer(String subject) {
        return "Bearer " + ISSUER.token(subject);
    }

    private static HttpResponse<String> publish(String topic, String... headers) {
        return Http.post(node.http("/api/v1/topics/" + topic + "/messages"), "1", headers);
    }

    private static String code(HttpResponse<String> response) {
        return Http.body(response).getString("code");
    }

    private static String challenge(HttpResponse<String> response) {
        return response.headers().firstValue("WWW-Authenticate").orElse("");
    }

    @Test
    void without_a_token_the_challenge_has_no_error() {
        HttpResponse<String> refused = publish("own.ada");
        assertEquals(401, refused.statusCode());
        assertEquals("unauthenticated", code(refused));
        String url = node.http("/.well-known/oauth-protected-resource").toString();
        assertEquals("Bearer realm=\"polyloop\", resource_metadata=\"" + url + '"', challenge(refused));
    }

    @Test
    void with_a_bad_token_the_challenge_says_so() {
        HttpResponse<String> refused = publish("own.ada", AUTHORIZATION, "Bearer garbage");
        assertEquals(401, refused.statusCode());
        assertTrue(challenge(refused).contains("error=\"invalid_token\""), () -> challenge(refused));
    }

    @Test
    void what_no_rule_allows_is_forbidden_whether_it_exists_or_not() {
        assertEquals(201, publish("own.bob", AUTHORIZATION, bearer("bob")).statusCode());
        HttpResponse<String> existing = publish("own.bob", AUTHORIZATION, bearer("ada"));
        HttpResponse<String> unknown = publish("own.nobody", AUTHORIZATION, bearer("ada"));
        assertEquals(403, existing.statusCode());
        assertEquals(403, unknown.statusCode());
        assertEquals(detail(existing), detail(unknown));
        assertTrue(challenge(existing).contains("insufficient_scope"), () -> challenge(existing));
    }

    private static String detail(HttpResponse<String> response) {
        return Http.body(response).getString("detail");
    }

    @Test
    void the_audit_log_names_the_request() {
        try (LogCapture audit = new LogCapture("audit")) {
            publish("own.someone", AUTHORIZATION, bearer("zoe"), "X-Request-Id", "denied-1");
            String foreign = "Bearer " + ISSUER.token("zoe", Map.of("aud", "another"));
            publish("own.zoe", AUTHORIZATION, foreign, "X-Request-Id", "rejected-1");
            List<String> requests = audit.messages().stream()
                    .map(JsonObject::new)
                    .filter(line -> line.getString("request") != null)
                    .map(line -> line.getString("event") + " " + line.getString("request"))
                    .toList();
            List<String> expected = List.of("authenticated denied-1", "denied denied-1", "rejected rejected-1");
            assertTrue(requests.containsAll(expected), () -> requests + " of " + audit.messages());
        }
    }

    @Test
    void a_list_holds_only_what_may_be_read() {
        publish("own.carol", AUTHORIZATION, bearer("carol"));
        publish("own.dave", AUTHORIZATION, bearer("dave"));
        HttpResponse<String> list = Http.get(node.http("/api/v1/topics?prefix=own."), AUTHORIZATION, bearer("carol"));
        List<Object> names = Http.body(list).getJsonArray("topics").stream()
                .map(topic -> (Object) ((JsonObject) topic).getString("topic"))
                .toList();
        assertEquals(List.of("own.carol"), names);
    }

    @Test
    void the_metadata_names_the_issuers() {
        JsonObject metadata = Http.body(Http.get(node.http("/.well-known/oauth-protected-resource")));
        assertEquals(JsonArray.of(TokenFactory.ISSUER), metadata.getJsonArray("authorization_servers"));
        assertEquals(node.http("").toString(), metadata.getString("resource"));
    }

    @Test
    void an_unknown_path_of_the_api_needs_a_token_and_pages_do_not() {
        assertEquals(401, Http.get(node.http("/api/v1/nothing")).statusCode());
        assertEquals(
                404,
                Http.get(node.http("/api/v1/nothing"), AUTHORIZATION, bearer("ada"))
                        .statusCode());
        assertEquals(200, Http.get(node.http("/openapi.yaml")).statusCode());
        assertEquals(404, Http.get(node.http("/nothing.html")).statusCode());
    }

    @Test
    void two_credentials_in_one_request_are_refused() {
        HttpResponse<String> refused =
                publish("own.ada", AUTHORIZATION, bearer("ada"), "Cookie", "polyloop=" + "x".repeat(43));
        assertEquals(400, refused.statusCode());
        assertEquals("invalid_request", code(refused));
        assertTrue(challenge(refused).contains("error=\"invalid_request\""), () -> challenge(refused));
    }

    @Test
    void a_session_opens_streams_and_ends() {
        HttpResponse<String> begun = Http.post(node.http("/api/v1/session"), "", AUTHORIZATION, bearer("ada"));
        assertEquals(201, begun.statusCode());
        String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
        String pair = cookie.substring(0, cookie.indexOf(';'));

        assertEquals("ada", Http.body(session("GET", "Cookie", pair)).getString("subject"));
        EventStream stream = EventStream.request(node.http("/api/v1/topics/news/events"), "Cookie", pair);
        assertEquals(200, stream.response().statusCode());

        assertEquals(403, publish("own.ada", "Cookie", pair).statusCode(), "an unsafe method needs an own origin");
        assertEquals(
                403,
                publish("own.ada", "Cookie", pair, "Origin", "https://attacker.example")
                        .statusCode());
        String own = node.http("").toString();
        assertEquals(201, publish("own.ada", "Cookie", pair, "Origin", own).statusCode());

        HttpResponse<String> ended = session("DELETE", "Cookie", pair, "Origin", own);
        assertEquals(204, ended.statusCode());
        assertTrue(ended.headers().firstValue("Set-Cookie").orElseThrow().contains("Max-Age=0"));
        stream.next("expired");
        assertNull(stream.nextBlock());
        assertTrue(challenge(session("GET", "Cookie", pair)).contains("invalid_token"));
    }

    @Test
    void without_a_session_the_challenge_has_no_error() {
        HttpResponse<String> none = session("GET", "Accept", "*/*");
        assertEquals(401, none.statusCode());
        assertFalse(challenge(none).contains("error"), () -> challenge(none));
    }

    @Test
    void a_session_ends_the_one_that_it_replaces() {
        String first = begin();
        String second = begin("Cookie", first);
        assertEquals(401, session("GET", "Cookie", first).statusCode());
        assertEquals(200, session("GET", "Cookie", second).statusCode());
    }

    private static String begin(String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = AUTHORIZATION;
        all[headers.length + 1] = bearer("ada");
        String cookie = Http.post(node.http("/api/v1/session"), "", all)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void a_page_with_another_scheme_or_name_is_not_the_services_own() {
        String cookie = begin();
        int port = node.port();
        for (String origin : List.of("http://x.localhost:" + port, "http://[::1]:" + port, "http://127.0.0.1:1")) {
            assertEquals(
                    403, publish("own.ada", "Cookie", cookie, "Origin", origin).statusCode(), origin);
        }
    }

    @Test
    void idempotency_keys_belong_to_their_subject() {
        String shared = "/api/v1/topics/shared/messages";
        HttpResponse<String> first =
                Http.post(node.http(shared), "1", AUTHORIZATION, bearer("ada"), "Idempotency-Key", "k");
        assertEquals(201, first.statusCode());
        HttpResponse<String> repeated =
                Http.post(node.http(shared), "1", AUTHORIZATION, bearer("ada"), "Idempotency-Key", "k");
        assertEquals(200, repeated.statusCode());
        HttpResponse<String> others =
                Http.post(node.http(shared), "2", AUTHORIZATION, bearer("eve"), "Idempotency-Key", "k");
        assertEquals(201, others.statusCode());
    }

    private static HttpResponse<String> session(String method, String... headers) {
        return Http.send(HttpRequest.newBuilder(node.http("/api/v1/session"))
                .method(method, BodyPublishers.noBody())
                .headers(headers));
    }

    @Test
    void a_ticket_opens_one_stream_of_its_topics() {
        HttpResponse<String> made =
                Http.post(node.http("/api/v1/tickets"), "{\"topics\":[\"news\"]}", AUTHORIZATION, bearer("ada"));
        assertEquals(201, made.statusCode());
        String ticket = Http.body(made).getString("ticket");
        String stream = "/api/v1/topics/news/events?ticket=" + ticket;
        try (EventStream opened = EventStream.open(node.http(stream))) {
            assertEquals(401, Http.get(node.http(stream)).statusCode());
        }
    }

    @Test
    void a_ticket_keeps_the_claims_that_rules_name_and_a_session_all() throws SQLException {
        String token = "Bearer " + ISSUER.token("erin", Map.of("email", "erin@example.org"));
        Http.post(node.http("/api/v1/tickets"), "{\"topics\":[\"news\"]}", AUTHORIZATION, token);
        Http.post(node.http("/api/v1/session"), "", AUTHORIZATION, token);

        assertNull(stored("ticket", "erin").getString("email"));
        assertEquals("erin@example.org", stored("session", "erin").getString("email"));
    }

    /** The claims in the only stored row of this kind and subject. */
    private static JsonObject stored(String kind, String subject) throws SQLException {
        String sql = "select identity from polyloop_credentials where kind = '" + kind
                + "' and identity like '%\"subject\":\"" + subject + "\"%'";
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("polyloop.db"));
                ResultSet rows = database.createStatement().executeQuery(sql)) {
            assertTrue(rows.next(), kind);
            return new JsonObject(rows.getString(1)).getJsonObject("claims");
        }
    }

    @Test
    void a_ticket_is_only_for_topics_that_its_maker_may_subscribe_to() {
        HttpResponse<String> refused = Http.post(
                node.http("/api/v1/tickets"), "{\"topics\":[\"news\",\"own.bob\"]}", AUTHORIZATION, bearer("ada"));
        assertEquals(403, refused.statusCode());
        String ticket = Http.body(Http.post(
                        node.http("/api/v1/tickets"), "{\"topics\":[\"own.ada\"]}", AUTHORIZATION, bearer("ada")))
                .getString("ticket");
        assertEquals(
                403,
                Http.get(node.http("/api/v1/topics/news/events?ticket=" + ticket))
                        .statusCode());
    }

    @Test
    void a_ticket_does_not_open_other_routes() {
        String ticket = Http.body(Http.post(
                        node.http("/api/v1/tickets"), "{\"topics\":[\"news\"]}", AUTHORIZATION, bearer("ada")))
                .getString("ticket");
        assertEquals(
                401,
                Http.get(node.http("/api/v1/topics/news/messages?ticket=" + ticket))
                        .statusCode());
    }

    @Test
    void history_needs_its_own_right() {
        String token = bearer("ada");
        assertEquals(
                403,
                Http.get(node.http("/api/v1/topics/own.ada/events?after=0"), AUTHORIZATION, token)
                        .statusCode());
        try (EventStream stream =
                EventStream.request(node.http("/api/v1/topics/own.ada/events"), AUTHORIZATION, token)) {
            assertEquals(200, stream.response().statusCode());
        }
    }

    @Test
    void a_stream_ends_with_its_token() {
        String token = "Bearer " + ISSUER.token("ada", Duration.ofSeconds(2));
        try (EventStream stream = EventStream.request(node.http("/api/v1/topics/news/events"), AUTHORIZATION, token)) {
            ServerSentEvent last = stream.next("expired");
            assertFalse(last.data().isEmpty());
            assertNull(stream.nextBlock());
        }
        assertEquals(
                401,
                Http.get(node.http("/api/v1/topics/news/events"), AUTHORIZATION, token)
                        .statusCode());
    }
}
