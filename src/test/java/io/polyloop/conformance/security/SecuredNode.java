package io.polyloop.conformance.security;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.auth.token.ServiceKeyFile;
import io.polyloop.conformance.RawHttp;
import io.polyloop.conformance.RawResponse;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.polyloop.fixture.engine.TokenFactory;
import io.polyloop.gateway.GatewayRoutes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A node with authentication, rules and tenants, whose protected topics and handlers hold a text that no refused client
 * may see. Its log is captured at DEBUG.
 */
final class SecuredNode implements AutoCloseable {
    /** What only those who may read it see. */
    static final String CANARY = "canary-" + UUID.randomUUID();

    static final String TENANT = "acme";
    /** The one who may use {@link #SECRET}, whose tokens the bad ones imitate. */
    static final String VICTIM = "victim";

    static final String SECRET = "acme.secret.victim";
    static final String UNKNOWN = "acme.secret.nobody";
    /** Topics with a message that holds the canary. */
    static final List<String> PROTECTED = List.of(SECRET, "acme.team.red", "acme.ops", "acme.open.news");

    final TokenFactory issuer = new TokenFactory();
    final CapturedOutput captured = new CapturedOutput();
    final ServiceKeyFile keys;
    final TestNode node;
    private final RawHttp http;

    private SecuredNode(Path dir, Object... more) {
        Path keysFile = dir.resolve("keys.yaml");
        keys = new ServiceKeyFile(keysFile);
        keys.create("first", TENANT, new JsonObject(), null);
        List<Object> settings = new ArrayList<>(List.of(
                "auth.mode",
                "token",
                "auth.issuers",
                new JsonArray().add(issuer.settings(dir)),
                "auth.keys-file",
                keysFile.toString(),
                "auth.tenant-claim",
                "org",
                "auth.rules",
                rules(),
                // The matrix is a flood of bad credentials.
                "auth.failures",
                0,
                "journal.erase",
                true));
        settings.addAll(Arrays.asList(more));
        node = TestNode.start(dir.resolve("data"), settings.toArray());
        http = new RawHttp(node.port());
        PROTECTED.forEach(topic -> publish(topic, CANARY));
    }

    /** A node with routes of the tests. */
    static SecuredNode start(Path dir) {
        return new SecuredNode(
                dir,
                "http.routes",
                JsonArray.of(TestRoutes.class.getName(), GatewayRoutes.class.getName()),
                "verticles",
                JsonArray.of(TestVerticle.class.getName()));
    }

    /** A node with the routes and verticles of the packaged settings. */
    static SecuredNode withPackagedRoutes(Path dir) {
        return new SecuredNode(dir);
    }

    private static JsonArray rules() {
        return new JsonArray()
                .add(rule("{org}.secret.{sub}"))
                .add(rule("{org}.live.{sub}"))
                .add(rule("{org}.team.{team}"))
                .add(rule("{org}.ops").put("when", JsonObject.of("scope", "ops")))
                .add(rule("*.open.**"))
                .add(rule("**").put("when", JsonObject.of("role", "admin")));
    }

    private static JsonObject rule(String topics) {
        return JsonObject.of("topics", topics, "allow", JsonArray.of("*"));
    }

    /** A good token of a subject of the tenant. */
    String token(String subject) {
        return token(subject, Map.of());
    }

    /** The same with more claims. */
    String token(String subject, Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(Map.of("org", TENANT));
        all.putAll(claims);
        return captured.secret(issuer.token(subject, all));
    }

    String shortToken(String subject, Duration validity) {
        double end = System.currentTimeMillis() / 1000.0 + validity.toMillis() / 1000.0;
        return token(subject, Map.of("exp", end));
    }

    private String admin() {
        return "Authorization: Bearer " + token("root", Map.of("role", "admin"));
    }

    void publish(String topic, Object data) {
        RawResponse answer = http.post(
                "/api/v1/topics/" + topic + "/messages", io.vertx.core.json.Json.encode(data), RawHttp.JSON, admin());
        assertEquals(201, answer.status(), answer::toString);
    }

    /** Topics with their heads, as an administrator sees them. */
    String heads() {
        RawResponse answer = http.get("/api/v1/topics?limit=1000", admin());
        assertEquals(200, answer.status(), answer::toString);
        return answer.json().getJsonArray("topics").stream()
                .map(topic -> ((JsonObject) topic).getString("topic") + " " + ((JsonObject) topic).getLong("head"))
                .toList()
                .toString();
    }

    /** Sends a request, and captures the answer. */
    RawResponse send(String method, String target, byte[] body, String... headers) {
        RawResponse answer = http.send(method, target, body, headers);
        captured.add(answer.toString());
        return answer;
    }

    RawHttp raw() {
        return http;
    }

    /** A session of the subject of a token, as the header {@code Cookie}. */
    String cookie(String token) {
        RawResponse begun = http.send("POST", "/api/v1/session", new byte[0], "Authorization: Bearer " + token);
        assertEquals(201, begun.status(), begun::toString);
        String cookie = begun.header("Set-Cookie");
        String pair = cookie.substring(0, cookie.indexOf(';'));
        captured.secret(pair.substring(pair.indexOf('=') + 1));
        return pair;
    }

    /** A ticket for these topics. */
    String ticket(String token, String... topics) {
        String body = JsonObject.of("topics", JsonArray.of((Object[]) topics)).encode();
        RawResponse made = http.post("/api/v1/tickets", body, RawHttp.JSON, "Authorization: Bearer " + token);
        assertEquals(201, made.status(), made::toString);
        return captured.secret(made.json().getString("ticket"));
    }

    /** A service key of this name, in the tenant. */
    String key(String name, Duration validity) {
        return captured.secret(keys.create(name, TENANT, new JsonObject(), validity));
    }

    static String keyId(String key) {
        return key.split("_")[1];
    }

    void revoke(JsonObject what) {
        HttpResponse<String> answer = Http.post(node.management("/revocations"), what.encode());
        assertEquals(201, answer.statusCode(), answer::body);
    }

    void endSession(String cookie) {
        RawResponse ended =
                http.send("DELETE", "/api/v1/session", null, "Cookie: " + cookie, "Origin: " + node.http(""));
        assertEquals(204, ended.status(), ended::toString);
    }

    /** Waits until a credential is refused. */
    void awaitRefused(String header) {
        await().until(() -> http.get("/api/v1/topics", header).status() == 401);
    }

    /** Waits until a credential is accepted. */
    void awaitAccepted(String header) {
        await().until(() -> http.get("/api/v1/topics", header).status() == 200);
    }

    /** Stops the node; fails if it has shown a credential. */
    @Override
    public void close() {
        captured.add(Http.get(node.management("/metrics")).body());
        try {
            node.close();
            captured.assertNoSecrets();
        } finally {
            captured.close();
        }
    }
}
