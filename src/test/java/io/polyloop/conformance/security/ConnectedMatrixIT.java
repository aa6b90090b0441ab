package io.polyloop.conformance.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.auth.token.ServiceKeyFile;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.LiveClient;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TestCluster;
import io.polyloop.fixture.engine.TokenFactory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each way to be connected, on each of two nodes, with each way in which a credential ends: the connection ends, and what
 * is published after that does not arrive.
 */
class ConnectedMatrixIT {
    /** From a revocation on one node to the last message on any. */
    private static final Duration REVOKED = Duration.ofSeconds(2);
    /** From the end of a token to the last message: credentials are checked several times a second. */
    private static final Duration EXPIRED = Duration.ofSeconds(1);

    private static final CapturedOutput CAPTURED = new CapturedOutput();
    private static final TokenFactory ISSUER = new TokenFactory();
    /** Service keys by name, made before the nodes start: a node looks at the file once a second. */
    private static final Map<String, String> KEYS = new LinkedHashMap<>();

    @TempDir
    static Path dir;

    private static TestCluster cluster;
    private static List<TestNode> nodes;
    private static int subjects;

    @BeforeAll
    static void start() {
        Path keysFile = dir.resolve("keys.yaml");
        ServiceKeyFile keys = new ServiceKeyFile(keysFile);
        for (int i = 0; i < 2 * Way.values().length; i++) {
            String name = "key" + i;
            KEYS.put(name, CAPTURED.secret(keys.create(name, null, new JsonObject(), null)));
        }
        cluster = new TestCluster(dir);
        Object[] settings = {
            "auth.mode", "token",
            "auth.issuers", new JsonArray().add(ISSUER.settings(dir)),
            "auth.keys-file", keysFile.toString(),
            "auth.rules",
                    new JsonArray()
                            .add(JsonObject.of("topics", "live.{sub}", "allow", JsonArray.of("*")))
                            .add(JsonObject.of("topics", "team.{team}", "allow", JsonArray.of("subscribe", "history")))
                            .add(JsonObject.of(
                                    "topics", "**", "allow", JsonArray.of("*"), "when", JsonObject.of("role", "root"))),
            "verticles", new JsonArray()
        };
        nodes = List.of(cluster.join(settings), cluster.join(settings));
    }

    @AfterAll
    static void stop() {
        try {
            cluster.close();
            CAPTURED.assertNoSecrets();
        } finally {
            CAPTURED.close();
        }
    }

    /** How a client is connected. */
    private enum Way {
        WEBSOCKET_HEADER,
        WEBSOCKET_SUBPROTOCOL,
        WEBSOCKET_FRAME,
        WEBSOCKET_RENEWED,
        WEBSOCKET_SESSION,
        EVENTS_HEADER,
        EVENTS_SESSION,
        EVENTS_TICKET,
        EVENTS_TICKET_OF_SESSION;

        boolean hasSession() {
            return this == WEBSOCKET_SESSION || this == EVENTS_SESSION || this == EVENTS_TICKET_OF_SESSION;
        }
    }

    /** What ends a credential. */
    private enum End {
        SUBJECT,
        TOKEN,
        KEY,
        SESSION,
        EXPIRY
    }

    private record Case(Way way, End end, String subject, LiveConnection connection, Runnable trigger) {}

    @Test
    void a_revocation_ends_every_connection_on_every_node() {
        List<Case> cases = new ArrayList<>();
        for (TestNode node : nodes) {
            for (Way way : Way.values()) {
                for (End end : List.of(End.SUBJECT, End.TOKEN, End.KEY, End.SESSION)) {
                    if (end != End.SESSION || way.hasSession()) {
                        cases.add(connect(node, way, end, Duration.ofHours(1)));
                    }
                }
            }
        }
        assertEquals(60, cases.size());
        long bound = end(cases, () -> cases.forEach(one -> one.trigger().run())) + REVOKED.toMillis();
        assertNothingAfter(cases, bound);
    }

    @Test
    void the_end_of_a_token_ends_every_connection() {
        List<Case> cases = new ArrayList<>();
        Duration validity = Duration.ofSeconds(6);
        for (Way way : Way.values()) {
            cases.add(connect(nodes.get(cases.size() % 2), way, End.EXPIRY, validity));
        }
        // All tokens were issued before now.
        long bound = end(cases, () -> {}) + validity.plus(EXPIRED).toMillis();
        assertNothingAfter(cases, bound);
    }

    @Test
    void narrowing_at_renewal_ends_what_is_lost_and_nothing_else() {
        for (Map<String, Object> less : List.<Map<String, Object>>of(
                Map.of("team", "blue"),
                Map.of(),
                Map.of("team", "red.x"),
                Map.of("team", "red", "polyloop", List.of(limit("live.*", "*"))),
                Map.of("team", "red", "polyloop", List.of(limit("**", "publish"), limit("live.*", "subscribe"))))) {
            String subject = "s" + ++subjects;
            String kept = "live." + subject;
            try (LiveClient client =
                    LiveClient.connect(nodes.get(0).vertx(), nodes.get(0).port())) {
                client.send("op", "auth", "id", 1, "token", token(subject, Map.of("team", "red")));
                client.next("authenticated");
                client.subscribe("team.red", null);
                client.subscribe(kept, null);
                publish("team.red", "before");
                assertEquals("before", client.next("message").getString("data"));
                client.send("op", "auth", "id", 2, "token", token(subject, less));
                client.next("authenticated");
                assertEquals("forbidden", client.next("error").getString("code"));
                assertEquals("team.red", client.next("unsubscribed").getString("topic"));
                publish("team.red", "after");
                publish(kept, "kept");
                assertEquals("kept", client.next("message").getString("data"), less::toString);
                client.send("op", "subscribe", "id", 3, "topic", "team.red");
                assertEquals("forbidden", client.next("error").getString("code"));
            }
        }
    }

    @Test
    void a_subscription_that_resumed_ends_when_the_history_is_lost() {
        String subject = "s" + ++subjects;
        try (LiveClient client =
                LiveClient.connect(nodes.get(0).vertx(), nodes.get(0).port())) {
            client.send("op", "auth", "id", 1, "token", token(subject, Map.of("team", "red")));
            client.next("authenticated");
            client.subscribe("live." + subject, "0");
            List<Object> less = List.of(limit("**", "subscribe"));
            client.send("op", "auth", "id", 2, "token", token(subject, Map.of("team", "red", "polyloop", less)));
            client.next("authenticated");
            assertEquals("forbidden", client.next("error").getString("code"));
            client.next("unsubscribed");
        }
    }

    private static Map<String, Object> limit(String topics, String verb) {
        return Map.of("topics", topics, "allow", List.of(verb));
    }

    /** Publishes to each topic again and again until all connections have ended; returns when the ends began. */
    private static long end(List<Case> cases, Runnable trigger) {
        cases.forEach(one -> publish("live." + one.subject(), "before"));
        cases.forEach(one ->
                Awaitility.await().until(() -> one.connection().received().contains("before")));
        trigger.run();
        long triggered = System.currentTimeMillis();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            cases.forEach(one -> publish("live." + one.subject(), System.currentTimeMillis()));
            return cases.stream().allMatch(one -> one.connection().hasEnded());
        });
        return triggered;
    }

    private static void assertNothingAfter(List<Case> cases, long bound) {
        cases.forEach(one -> publish("live." + one.subject(), Long.MAX_VALUE));
        List<String> faults = new ArrayList<>();
        for (Case one : cases) {
            long last = one.connection().received().stream()
                    .filter(Long.class::isInstance)
                    .mapToLong(Long.class::cast)
                    .max()
                    .orElse(0);
            if (last > bound) {
                faults.add(one.way() + " by " + one.end() + ": " + (last - bound) + " ms late");
            }
            if (!one.connection().endedAsUnauthenticated()) {
                faults.add(one.way() + " by " + one.end() + " ended otherwise");
            }
            one.connection().close();
        }
        assertEquals(List.of(), faults);
    }

    private static Case connect(TestNode node, Way way, End end, Duration validity) {
        String subject = end == End.KEY ? KEYS.keySet().iterator().next() : "s" + ++subjects;
        String token =
                end == End.KEY ? KEYS.remove(subject) : token(subject, Map.of("exp", end(validity), "jti", subject));
        String session = way.hasSession() ? session(node, token) : "";
        LiveConnection connection =
                LiveConnection.open(node, "live." + subject, credential(node, way, token, session, subject));
        return new Case(
                way,
                end,
                subject,
                connection,
                switch (end) {
                    case SUBJECT -> () -> revoke(JsonObject.of("subject", subject, "issuer", TokenFactory.ISSUER));
                    case TOKEN -> () -> revoke(JsonObject.of("tokenId", subject, "issuer", TokenFactory.ISSUER));
                    case KEY -> () -> revoke(JsonObject.of("key", token.split("_")[1]));
                    case SESSION -> () -> endSession(session);
                    case EXPIRY -> () -> {};
                });
    }

    private static LiveConnection.Credential credential(
            TestNode node, Way way, String token, String session, String subject) {
        String topic = "live." + subject;
        return switch (way) {
            case WEBSOCKET_HEADER -> LiveConnection.Credential.webSocket("Authorization", "Bearer " + token);
            case WEBSOCKET_SUBPROTOCOL ->
                LiveConnection.Credential.webSocket(
                        "Sec-WebSocket-Protocol", "polyloop.v1," + Credential.protocol(token));
            case WEBSOCKET_FRAME -> LiveConnection.Credential.frames(token);
            // The second one counts; the first would last.
            case WEBSOCKET_RENEWED ->
                LiveConnection.Credential.frames(token.startsWith("plk_") ? token : token(subject, Map.of()), token);
            case WEBSOCKET_SESSION -> LiveConnection.Credential.webSocket("Cookie", session);
            case EVENTS_HEADER -> LiveConnection.Credential.events("", "Authorization", "Bearer " + token);
            case EVENTS_SESSION -> LiveConnection.Credential.events("", "Cookie", session);
            case EVENTS_TICKET ->
                LiveConnection.Credential.events(
                        ticket(node, topic, "Authorization", "Bearer " + token), "Accept", "*/*");
            case EVENTS_TICKET_OF_SESSION ->
                LiveConnection.Credential.events(
                        ticket(
                                node,
                                topic,
                                "Cookie",
                                session,
                                "Origin",
                                node.http("").toString()),
                        "Accept",
                        "*/*");
        };
    }

    private static double end(Duration validity) {
        return (System.currentTimeMillis() + validity.toMillis()) / 1000.0;
    }

    private static String token(String subject, Map<String, Object> claims) {
        return CAPTURED.secret(ISSUER.token(subject, new HashMap<>(claims)));
    }

    private static String session(TestNode node, String token) {
        HttpResponse<String> begun = Http.post(node.http("/api/v1/session"), "", "Authorization", "Bearer " + token);
        assertEquals(201, begun.statusCode(), begun::body);
        String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
        String pair = cookie.substring(0, cookie.indexOf(';'));
        CAPTURED.secret(pair.substring(pair.indexOf('=') + 1));
        return pair;
    }

    private static String ticket(TestNode node, String topic, String... headers) {
        HttpResponse<String> made =
                Http.post(node.http("/api/v1/tickets"), "{\"topics\":[\"" + topic + "\"]}", headers);
        assertEquals(201, made.statusCode(), made::body);
        return CAPTURED.secret(Http.body(made).getString("ticket"));
    }

    private static void publish(String topic, Object data) {
        HttpResponse<String> answer = Http.post(
                nodes.get(0).http("/api/v1/topics/" + topic + "/messages"),
                io.vertx.core.json.Json.encode(data),
                "Authorization",
                "Bearer " + Root.TOKEN);
        assertEquals(201, answer.statusCode(), answer::body);
    }

    /** Made once: each token is verified once. */
    private static final class Root {
        static final String TOKEN = ConnectedMatrixIT.token("root", Map.of("role", "root"));
    }

    private static void revoke(JsonObject what) {
        HttpResponse<String> answer = Http.post(nodes.get(0).management("/revocations"), what.encode());
        assertEquals(201, answer.statusCode(), answer::body);
    }

    private static void endSession(String cookie) {
        TestNode node = nodes.get(0);
        HttpResponse<String> ended = Http.send(java.net.http.HttpRequest.newBuilder(node.http("/api/v1/session"))
                .DELETE()
                .headers("Cookie", cookie, "Origin", node.http("").toString()));
        assertEquals(204, ended.statusCode(), ended::body);
    }
}
