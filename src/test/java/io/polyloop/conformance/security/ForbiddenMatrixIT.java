package io.polyloop.conformance.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.conformance.RawResponse;
import io.polyloop.fixture.LiveClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each entry point with each good credential without the right: the same answer whether the topic exists or not. */
class ForbiddenMatrixIT {
    @TempDir
    static Path dir;

    private static SecuredNode node;
    private static List<Credential> others;
    private static int cases;

    @BeforeAll
    static void start() {
        node = SecuredNode.start(dir);
        others = new ArrayList<>();
        tokens().forEach((why, token) -> others.add(Credential.bearer(why, token)));
        String key = node.key("billing", null);
        node.awaitAccepted("Authorization: Bearer " + key);
        others.add(Credential.bearer("a service key of another name", key));
        others.add(Credential.cookie("a session of another subject", node.cookie(node.token("mallory"))));
    }

    @AfterAll
    static void stop() {
        node.close();
        assertTrue(cases > 500, () -> "the matrix has shrunk: " + cases + " cases");
    }

    /** Tokens of those who may not use the topic {@link SecuredNode#SECRET}, by the reason. */
    private static Map<String, String> tokens() {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String subject : List.of(
                "mallory",
                "*",
                "**",
                "victim.x",
                "x.victim",
                "vic*",
                "{sub}",
                " victim",
                "victim ",
                "Victim",
                "VICTIM",
                "auth0|victim",
                "ｖictim",
                "victim/",
                "../victim",
                "victim%00",
                "vict\u0131m")) {
            tokens.put("the subject " + JsonArray.of(subject).encode(), node.token(subject));
        }
        for (Object tenant : List.of(
                "other",
                "",
                "*",
                "**",
                "acme.secret",
                "ACME",
                " acme",
                List.of("acme"),
                1,
                true,
                Map.of("acme", "acme"))) {
            tokens.put("the tenant " + tenant, node.token(SecuredNode.VICTIM, Map.of("org", tenant)));
        }
        tokens.put("no tenant", node.captured.secret(node.issuer.token(SecuredNode.VICTIM)));
        for (Object narrowed : List.of(
                List.of(),
                "",
                "all",
                1,
                true,
                Map.of(),
                List.of("**"),
                List.of(Map.of("topics", "**")),
                List.of(Map.of("allow", List.of("*"))),
                List.of(limit("acme.secret.other")),
                List.of(limit("acme.secret.{sub}")),
                List.of(limit("*")),
                List.of(limit("acme.*")),
                List.of(limit("**"), "malformed"),
                List.of(Map.of("topics", "**", "allow", List.of("*"), "more", 1)),
                List.of(Map.of("topics", "**", "allow", List.of("everything"))),
                List.of(Map.of("topics", List.of("**"), "allow", List.of("*"))))) {
            tokens.put("narrowed by " + narrowed, node.token(SecuredNode.VICTIM, Map.of("polyloop", narrowed)));
        }
        tokens.put("narrowed by null", nullClaim("polyloop"));
        tokens.put("the scope of another rule", node.token("mallory", Map.of("scope", "ops admin")));
        tokens.put("a role in a list", node.token("mallory", Map.of("role", List.of(List.of("admin")))));
        tokens.put("a team with wildcards", node.token("mallory", Map.of("team", "**")));
        return tokens;
    }

    private static Map<String, Object> limit(String topics) {
        return Map.of("topics", topics, "allow", List.of("*"));
    }

    private static String nullClaim(String name) {
        JsonObject claims = node.issuer
                .claims(SecuredNode.VICTIM)
                .put("org", SecuredNode.TENANT)
                .putNull(name);
        return node.captured.secret(node.issuer.sign(node.issuer.header(), claims));
    }

    @TestFactory
    Stream<DynamicTest> what_is_not_allowed_is_the_same_403_whether_it_exists_or_not() {
        return EntryPoint.onTopics().stream()
                .map(entryPoint -> DynamicTest.dynamicTest(entryPoint.name(), () -> forbidsAll(entryPoint)));
    }

    private static void forbidsAll(EntryPoint entryPoint) {
        String before = node.heads();
        List<String> faults = new ArrayList<>();
        for (Credential credential : others) {
            cases++;
            RawResponse existing = entryPoint.send(node, credential, SecuredNode.SECRET);
            RawResponse unknown = entryPoint.send(node, credential, SecuredNode.UNKNOWN);
            if (existing.status() != 403
                    || existing.toString().contains(SecuredNode.CANARY)
                    || !anonymous(existing).equals(anonymous(unknown))) {
                faults.add(credential + ": " + existing + " and " + unknown);
            }
        }
        assertEquals(List.of(), faults);
        assertEquals(before, node.heads());
    }

    /** All of an answer but what differs with each request. */
    private static String anonymous(RawResponse answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers());
        headers.keySet().removeAll(List.of("date", "x-request-id"));
        String body = answer.text().replaceFirst("\"requestId\":\"[^\"]*\"", "");
        return answer.status() + " " + headers + " " + body;
    }

    @TestFactory
    Stream<DynamicTest> lists_hold_only_what_may_be_read() {
        return others.stream()
                .map(credential -> DynamicTest.dynamicTest(credential.name(), () -> {
                    for (String target :
                            List.of("/api/v1/topics", "/api/v1/topics?prefix=acme.secret.", "/api/v1/topics?limit=1")) {
                        RawResponse list = EntryPoint.get("list", EntryPoint.Guard.LIST, target)
                                .send(node, credential, "");
                        assertEquals(200, list.status(), list::toString);
                        assertFalse(list.text().contains(SecuredNode.SECRET), list::toString);
                    }
                }));
    }

    @Test
    void verbs_are_judged_each() {
        Map<String, List<String>> entryPoints = Map.of(
                "publish", List.of("publish", "publish lines", "publish once", "a verticle's append as its user"),
                "subscribe", List.of("ticket"),
                "history",
                        List.of("read", "read from the start", "a route's own read", "a verticle's read as its user"));
        List<String> faults = new ArrayList<>();
        entryPoints.forEach((verb, allowed) -> {
            List<Map<String, Object>> narrowed = List.of(Map.of("topics", "**", "allow", List.of(verb)));
            Credential only = Credential.bearer(verb, node.token(SecuredNode.VICTIM, Map.of("polyloop", narrowed)));
            for (EntryPoint entryPoint : EntryPoint.onTopics()) {
                boolean mayBe = allowed.contains(entryPoint.name())
                        || verb.equals("history") && entryPoint.name().equals("head of read")
                        || verb.equals("subscribe") && entryPoint.name().equals("events");
                if (!mayBe) {
                    RawResponse answer = entryPoint.send(node, only, SecuredNode.SECRET);
                    if (answer.status() != 403) {
                        faults.add(verb + " at " + entryPoint + ": " + answer);
                    }
                } else if (!entryPoint.isStream()) {
                    RawResponse answer = entryPoint.send(node, only, "acme.live.victim");
                    if (answer.status() >= 300) {
                        faults.add(verb + " at " + entryPoint + ": " + answer);
                    }
                }
            }
        });
        assertEquals(List.of(), faults);
    }

    @Test
    void a_scope_is_demanded_of_the_token() {
        List<String> faults = new ArrayList<>();
        for (Object scope : List.of(
                "",
                "op",
                "opsx",
                "xops",
                "OPS",
                "ops2 o",
                "scope:ops",
                List.of("op s"),
                List.of(),
                1,
                Map.of("ops", true))) {
            for (String claim : List.of("scope", "scp", "scopes", "roles")) {
                Credential other =
                        Credential.bearer(claim + scope, node.token(SecuredNode.VICTIM, Map.of(claim, scope)));
                EntryPoint.others().stream()
                        .filter(entryPoint -> entryPoint.guard() == EntryPoint.Guard.SCOPE)
                        .forEach(entryPoint -> {
                            cases++;
                            RawResponse answer = entryPoint.send(node, other, "");
                            if (answer.status() != 403 || answer.toString().contains(SecuredNode.CANARY)) {
                                faults.add(entryPoint + " with " + claim + " " + scope + ": " + answer);
                            }
                        });
            }
        }
        assertEquals(List.of(), faults);
        for (Map<String, Object> good : List.<Map<String, Object>>of(
                Map.of("scope", "a ops"),
                Map.of("scp", List.of("ops")),
                Map.of("scp", "ops"),
                Map.of("scope", List.of("ops")))) {
            Credential one = Credential.bearer("good", node.token(SecuredNode.VICTIM, good));
            EntryPoint.others().stream()
                    .filter(entryPoint -> entryPoint.guard() == EntryPoint.Guard.SCOPE)
                    .forEach(entryPoint ->
                            assertEquals(200, entryPoint.send(node, one, "").status(), entryPoint.name()));
        }
    }

    @TestFactory
    Stream<DynamicTest> frames_get_the_same_refusal_whether_the_topic_exists_or_not() {
        return tokens().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    WebSocketConnectOptions options = LiveClient.options(node.node.port())
                            .addHeader("Authorization", "Bearer " + entry.getValue());
                    try (LiveClient client = LiveClient.connect(node.node.vertx(), options)) {
                        for (Object[] frame : new Object[][] {
                            {"op", "subscribe", "id", 1, "topic"},
                            {"op", "subscribe", "id", 1, "after", "0", "topic"},
                            {"op", "subscribe", "id", 1, "after", "k3v9x0q2m8zt:1", "topic"},
                            {"op", "publish", "id", 1, "data", 1, "topic"},
                            {"op", "publish", "id", 1, "data", 1, "key", "k", "topic"}
                        }) {
                            cases++;
                            String existing = client.send(with(frame, SecuredNode.SECRET))
                                    .next("error")
                                    .encode();
                            String unknown = client.send(with(frame, SecuredNode.UNKNOWN))
                                    .next("error")
                                    .encode();
                            assertEquals("forbidden", new JsonObject(existing).getString("code"));
                            assertEquals(existing, unknown);
                            node.captured.add(existing);
                        }
                    }
                }));
    }

    private static Object[] with(Object[] frame, String topic) {
        Object[] all = new Object[frame.length + 1];
        System.arraycopy(frame, 0, all, 0, frame.length);
        all[frame.length] = topic;
        return all;
    }

    @Test
    void a_ticket_is_for_its_topics_and_once() {
        EntryPoint events = EntryPoint.get("events", EntryPoint.Guard.TOPIC, "/api/v1/topics/{topic}/events");
        String token = node.token(SecuredNode.VICTIM);
        Credential other = Credential.ticket("of another topic", node.ticket(token, "acme.live.victim"));
        assertEquals(403, events.send(node, other, SecuredNode.SECRET).status());
        assertEquals(401, events.send(node, other, "acme.live.victim").status(), "it is used");

        Credential late = Credential.ticket("of a revoked subject", node.ticket(node.token("late"), "acme.live.late"));
        node.revoke(JsonObject.of("subject", "late", "issuer", "https://id.example.org/"));
        node.awaitRefused("Authorization: Bearer " + node.token("late"));
        assertEquals(401, events.send(node, late, "acme.live.late").status());
    }

    @Test
    void a_ticket_ends_with_the_token_that_made_it() {
        String token = node.shortToken(SecuredNode.VICTIM, Duration.ofSeconds(2));
        Credential ticket = Credential.ticket("of an expired token", node.ticket(token, "acme.live.victim"));
        node.awaitRefused("Authorization: Bearer " + token);
        EntryPoint events = EntryPoint.get("events", EntryPoint.Guard.TOPIC, "/api/v1/topics/{topic}/events");
        assertEquals(401, events.send(node, ticket, "acme.live.victim").status());
    }

    /** A cache may keep what it got with a cookie, and give it to others (RFC 9111, 3.5 protects Authorization alone). */
    @Test
    void no_cache_keeps_what_a_session_may_read() {
        Credential session = Credential.cookie("session", node.cookie(node.token(SecuredNode.VICTIM)));
        for (String target : List.of(
                "/api/v1/topics",
                "/api/v1/topics/acme.secret.victim/messages?after=0",
                "/api/v1/session",
                "/verticle/any",
                "/api/v1/nothing")) {
            RawResponse answer =
                    EntryPoint.get("read", EntryPoint.Guard.LIST, target).send(node, session, "");
            assertEquals("no-store", answer.header("Cache-Control"), answer::toString);
        }
    }
}
