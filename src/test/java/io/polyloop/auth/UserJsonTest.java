package io.polyloop.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserJsonTest {
    @Test
    void a_user_is_the_same_after_encoding_and_decoding() {
        Map<String, Object> claims =
                Map.of("sub", "ada", "org", "acme", "admin", true, "level", 3, "scope", List.of("a", "b"));
        Identity identity = new Identity(
                "https://id.example.org/",
                "ada",
                "acme",
                "t1",
                "h1",
                Instant.parse("2026-11-29T08:00:00Z"),
                Instant.parse("2026-11-29T09:00:00.123Z"),
                claims);
        assertSame(new User(identity, new JsonObject(claims)));
    }

    @Test
    void a_user_without_optional_parts_is_the_same_too() {
        Identity identity = new Identity(Identity.SERVICE_KEYS, "b", null, null, null, null, Instant.MAX, Map.of());
        assertSame(new User(identity, new JsonObject()));
    }

    private static void assertSame(User user) {
        String stored = UserJson.encode(user).encode();
        assertEquals(user, UserJson.decode(new JsonObject(stored)));
    }
}
