package io.polyloop.auth;

import java.time.Instant;

/**
 * What is not accepted any more.
 *
 * @param issuer of the subject or token; null for a key and a session
 * @param value the subject, the token's id, the key's id, or the session's hash
 * @param at when it was revoked: a subject's tokens that were issued later are accepted
 * @param expiresAt when nothing that it concerns can be valid any more; {@link Instant#MAX} for never
 */
public record Revocation(Kind kind, String issuer, String value, Instant at, Instant expiresAt) {
    /** What is revoked. */
    public enum Kind {
        SUBJECT,
        TOKEN,
        KEY,
        SESSION
    }
}
