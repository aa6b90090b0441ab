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
    /** Characters of a value. */
    public static final int MAX_LENGTH = 1_024;

    /** Whether this can be revoked. A token with another subject or id is refused: it could not be revoked. */
    public static boolean isValue(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && text.chars().noneMatch(Character::isISOControl);
    }

    /** What is revoked. */
    public enum Kind {
        SUBJECT,
        TOKEN,
        KEY,
        SESSION
    }
}
