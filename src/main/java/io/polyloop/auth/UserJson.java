package io.polyloop.auth;

import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A user as JSON: as the journal stores it with a session or ticket, and as verticles get it and give it back to act for
 * that user. It is {@code {subject, issuer, tenant, claims}}, and what tells whether it still holds: {@code expiresAt},
 * {@code issuedAt}, {@code tokenId} and {@code session}. It has neither the token nor the id of the session.
 */
public final class UserJson {
    private UserJson() {}

    /** The user as JSON; null for null. */
    public static JsonObject encode(User user) {
        if (user == null) {
            return null;
        }
        Identity identity = user.identity();
        JsonObject json = new JsonObject()
                .put("subject", identity.subject())
                .put("issuer", identity.issuer())
                .put("tenant", identity.tenant())
                .put("claims", user.claims())
                .put("expiresAt", identity.expiresAt().equals(Instant.MAX) ? null : text(identity.expiresAt()));
        putIfSet(json, "issuedAt", text(identity.issuedAt()));
        putIfSet(json, "tokenId", identity.tokenId());
        putIfSet(json, "session", identity.session());
        return json;
    }

    /** The identity of what {@link #encode} returned. Throws {@link IllegalArgumentException} for anything else. */
    public static Identity identity(JsonObject json) {
        try {
            // Without the field, a user that was copied in part would never expire.
            require(json.containsKey("expiresAt"));
            Instant expiresAt = json.getInstant("expiresAt");
            Identity identity = new Identity(
                    text(json, "issuer"),
                    text(json, "subject"),
                    text(json, "tenant"),
                    text(json, "tokenId"),
                    text(json, "session"),
                    json.getInstant("issuedAt"),
                    expiresAt == null ? Instant.MAX : expiresAt,
                    json.getJsonObject("claims").getMap());
            require(identity.issuer() != null && identity.subject() != null);
            return identity;
        } catch (ClassCastException | NullPointerException | DateTimeException malformed) {
            throw new IllegalArgumentException("not the user of a request", malformed);
        }
    }

    /** Reads the result of {@link #encode}, as {@link #identity} does. */
    public static User decode(JsonObject json) {
        Identity identity = identity(json);
        return new User(identity, json.getJsonObject("claims"));
    }

    // JsonObject.getString makes a text of any value.
    private static String text(JsonObject json, String field) {
        return (String) json.getValue(field);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("not the user of a request");
        }
    }

    // As text: an Instant within the bus is no JSON for a script.
    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }

    private static void putIfSet(JsonObject json, String key, String value) {
        if (value != null) {
            json.put(key, value);
        }
    }
}
