package io.polyloop.auth;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The JSON in which the journal stores a user. */
public final class UserJson {
    private UserJson() {}

    /** The user as JSON; a field without a value is omitted. */
    public static JsonObject encode(User user) {
        Identity identity = user.identity();
        JsonObject json = JsonObject.of("issuer", identity.issuer(), "subject", identity.subject());
        putIfSet(json, "tenant", identity.tenant());
        putIfSet(json, "tokenId", identity.tokenId());
        putIfSet(json, "session", identity.session());
        putIfSet(json, "issuedAt", identity.issuedAt());
        putIfSet(json, "expiresAt", identity.expiresAt().equals(Instant.MAX) ? null : identity.expiresAt());
        return json.put("rules", new JsonObject(identity.claims())).put("claims", user.claims());
    }

    /** Reads the result of {@link #encode}. */
    public static User decode(JsonObject json) {
        Instant expiresAt = json.getInstant("expiresAt");
        Identity identity = new Identity(
                json.getString("issuer"),
                json.getString("subject"),
                json.getString("tenant"),
                json.getString("tokenId"),
                json.getString("session"),
                json.getInstant("issuedAt"),
                expiresAt == null ? Instant.MAX : expiresAt,
                plain(json.getJsonObject("rules")));
        return new User(identity, json.getJsonObject("claims"));
    }

    // The bus turns lists into arrays of JSON.
    private static Map<String, Object> plain(JsonObject claims) {
        Map<String, Object> plain = new HashMap<>(claims.getMap());
        plain.replaceAll((name, value) -> value instanceof JsonArray array ? array.getList() : value);
        return plain;
    }

    private static void putIfSet(JsonObject json, String key, Object value) {
        if (value != null) {
            json.put(key, value);
        }
    }
}
