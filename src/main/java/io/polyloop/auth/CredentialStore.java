package io.polyloop.auth;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * Sessions, tickets and revocations in the journal, so that they hold on every node. Does not block; any thread; a
 * future completes on the caller's context and fails with a {@link io.polyloop.topic.ProblemException} of the journal.
 */
public interface CredentialStore {
    /**
     * Stores a session or a ticket until it expires. A subject that has too many sessions loses the oldest; one that has
     * too many tickets is refused with {@link io.polyloop.topic.Problem#RATE_LIMITED}.
     */
    Future<Void> save(StoredCredential credential);

    /** The session with this hash, unless it has ended or expired. */
    Future<Optional<StoredCredential>> session(String hash);

    /** Takes the ticket with this hash: of several callers, on any node, one gets it, once. */
    Future<Optional<StoredCredential>> takeTicket(String hash);

    /** Ends a session: deletes it and revokes it, so that every node closes its connections. */
    Future<Void> endSession(String hash);

    /** Stores a revocation and tells every node. */
    Future<Void> revoke(Revocation revocation);

    /** Takes a revocation back on every node; completes with whether there was one. */
    Future<Boolean> withdraw(Revocation.Kind kind, String issuer, String value);

    /**
     * A page of the revocations of subjects, tokens and keys that hold, in the order in which they were last stored.
     *
     * @param after {@link RevocationPage#next()} of the page before; 0 for the first page
     */
    Future<RevocationPage> revocations(long after, int limit);
}
