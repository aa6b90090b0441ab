package io.polyloop.auth;

import java.time.Instant;
import java.util.List;

/**
 * A session or a ticket as the journal stores it.
 *
 * @param hash SHA-256 of its random id, in base64url; the id itself is not stored
 * @param user of a session with all claims of its token, which verticles get with each request; of a ticket with those
 *     that {@link Access#claimNames()} lists. The token itself is not stored
 * @param topics what a ticket is for, by name; empty for a session
 */
public record StoredCredential(Kind kind, String hash, User user, List<String> topics, Instant expiresAt) {
    /** How long it lasts and how often it can be used. */
    public enum Kind {
        SESSION,
        TICKET
    }
}
