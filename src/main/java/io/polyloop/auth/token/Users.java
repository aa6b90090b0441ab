package io.polyloop.auth.token;

import io.polyloop.auth.Identity;
import io.polyloop.auth.User;
import io.polyloop.config.AuthSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Creates the users that verified credentials stand for. */
final class Users {
    private final String tenantClaim;
    private final Predicate<String> kept;

    /** @param claimNames the claims that an identity keeps, besides the tenant */
    Users(AuthSettings settings, Set<String> claimNames) {
        this.tenantClaim = settings.tenantClaim();
        this.kept = claimNames::contains;
    }

    User ofToken(UnverifiedToken verified, String issuer, String subject) {
        JsonObject claims = verified.claims();
        return new User(
                new Identity(
                        issuer,
                        subject,
                        tenant(claims),
                        claims.getValue("jti") instanceof String id ? id : null,
                        null,
                        verified.time("iat").orElse(null),
                        verified.time("exp").orElse(Instant.MIN),
                        keptOf(claims)),
                claims);
    }

    User ofServiceKey(ServiceKey key) {
        JsonObject claims = key.claims().copy().put("sub", key.name());
        if (key.tenant() != null && !tenantClaim.isEmpty()) {
            claims.put(tenantClaim, key.tenant());
        }
        Instant end = key.expires() == null ? Instant.MAX : key.expires();
        return new User(
                new Identity(
                        Identity.SERVICE_KEYS,
                        key.name(),
                        tenant(claims),
                        key.id(),
                        null,
                        key.issued(),
                        end,
                        keptOf(claims)),
                claims);
    }

    /**
     * Null without {@code auth.tenant-claim}. As in rules, a whole number counts as its decimal text; any other claim that is
     * not a text is no tenant, which denies everything.
     */
    private String tenant(JsonObject claims) {
        if (tenantClaim.isEmpty()) {
            return null;
        }
        Object tenant = claims.getValue(tenantClaim);
        boolean named = tenant instanceof String || tenant instanceof Integer || tenant instanceof Long;
        return named ? tenant.toString() : "";
    }

    private Map<String, Object> keptOf(JsonObject claims) {
        Map<String, Object> small = new HashMap<>();
        for (Map.Entry<String, Object> claim : claims) {
            if (kept.test(claim.getKey())) {
                small.put(claim.getKey(), plain(claim.getValue()));
            }
        }
        return Map.copyOf(small);
    }

    /**
     * The value as maps and lists, which cannot be changed. A null becomes an empty text, which no rule accepts: if it
     * were dropped, a claim that is to narrow the token would limit nothing.
     */
    private static Object plain(Object value) {
        if (value instanceof JsonArray list) {
            return list.stream().map(Users::plain).collect(Collectors.toUnmodifiableList());
        }
        if (value instanceof JsonObject object) {
            return object.stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> plain(entry.getValue())));
        }
        return value == null ? "" : value;
    }
}
