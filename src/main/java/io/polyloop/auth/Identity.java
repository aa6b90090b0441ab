package io.polyloop.auth;

import io.polyloop.config.IssuerSettings;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Who a client is: a subject of an issuer. Small, because each connection holds one. Immutable.
 *
 * @param issuer who vouches for the subject: the {@code iss} of its token, or {@link #SERVICE_KEYS}
 * @param subject its name for the issuer; two issuers can have different subjects of one name
 * @param tenant the value of {@code auth.tenant-claim}, or null without that setting
 * @param tokenId the {@code jti} of the token or the id of the service key, or null
 * @param session the hash of the session's id, or null without a session
 * @param issuedAt when the token was issued, or null if it does not say
 * @param expiresAt when the identity ends; {@link Instant#MAX} if it does not
 * @param claims those claims that the rules use: strings, numbers, booleans, and lists of them
 */
public record Identity(
        String issuer,
        String subject,
        String tenant,
        String tokenId,
        String session,
        Instant issuedAt,
        Instant expiresAt,
        Map<String, Object> claims) {
    /** The issuer of service keys. */
    public static final String SERVICE_KEYS = IssuerSettings.SERVICE_KEYS;
    /** The issuer of tokens that {@code java -jar polyloop.jar token} makes. */
    public static final String DEVELOPMENT = IssuerSettings.DEVELOPMENT;

    /** The same identity as a session has it, which ends no later than {@code expiresAt}. */
    public Identity inSession(String sessionHash, Instant end) {
        Instant first = end.isBefore(expiresAt) ? end : expiresAt;
        return new Identity(issuer, subject, tenant, tokenId, sessionHash, issuedAt, first, claims);
    }

    /** The same identity with only those of its claims: a connection holds it for as long as it lives. */
    public Identity keeping(Set<String> names) {
        Map<String, Object> kept = new HashMap<>(claims);
        kept.keySet().retainAll(names);
        return new Identity(
                issuer, subject, tenant, tokenId, session, issuedAt, expiresAt, Collections.unmodifiableMap(kept));
    }

    /** Whether this is the same subject of the same issuer, in the same tenant. */
    public boolean isSameSubject(Identity other) {
        return issuer.equals(other.issuer) && subject.equals(other.subject) && Objects.equals(tenant, other.tenant);
    }
}
