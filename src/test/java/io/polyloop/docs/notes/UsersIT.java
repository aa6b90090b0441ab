package io.polyloop.docs.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestIssuer;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersIT {
    private static final JsonArray VERTICLES = JsonArray.of(JsonObject.of("name", UsersVerticle.class.getName()));

    private final TestIssuer issuer = new TestIssuer();

    @TempDir
    Path dir;

    @Test
    void a_route_knows_its_user() {
        JsonArray issuers = JsonArray.of(issuer.settings(dir));
        try (TestNode node =
                TestNode.start(dir, "auth.mode", "token", "auth.issuers", issuers, "verticles", VERTICLES)) {
            assertEquals(401, Http.get(node.http("/me")).statusCode());
            assertEquals("\"ada\"", get(node, "/me", issuer.token("ada")));
        }
    }

    @Test
    void without_authentication_there_is_no_user() {
        try (TestNode node = TestNode.start(dir, "verticles", VERTICLES)) {
            assertEquals("\"anonymous\"", Http.get(node.http("/me")).body());
            assertEquals(200, Http.post(node.http("/notes"), "{}").statusCode());
        }
    }

    @Test
    void a_scope_opens_a_route() {
        JsonArray issuers = JsonArray.of(issuer.settings(dir));
        JsonArray rules = JsonArray.of(JsonObject.of("topics", "orders", "allow", JsonArray.of("history")));
        try (TestNode node = TestNode.start(
                dir, "auth.mode", "token", "auth.issuers", issuers, "auth.rules", rules, "verticles", VERTICLES)) {
            String token = issuer.token("ada", "scope", "orders");
            assertEquals("orders", new JsonObject(get(node, "/orders", token)).getString("topic"));
        }
    }

    private static String get(TestNode node, String path, String token) {
        return Http.get(node.http(path), "Authorization", "Bearer " + token).body();
    }
}
