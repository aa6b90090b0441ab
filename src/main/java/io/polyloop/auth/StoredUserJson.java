package io.polyloop.auth;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The JSON in which the journal stores the user of a session or a ticket. */
public final class StoredUserJson {
    private StoredUserJson() {}

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
                json.getJsonObject("rules").getMap());
        return new User(identity, json.getJsonObject("claims"));
    }

    private static void putIfSet(JsonObject json, String key, Object value) {
        if (value != null) {
            json.put(key, value);
        }
    }
}
