package io.polyloop.auth;

import io.vertx.core.Future;

/** Verifies tokens and service keys. Any thread. */
public interface CredentialVerifier {
    /**
     * Who presents this text: a JWT, or a service key {@code plk_<id>_<secret>}. Completes on the caller's context.
     * Fails with {@link io.polyloop.topic.Problem#UNAUTHENTICATED} and a reason that quotes nothing of the text, with
     * {@link io.polyloop.topic.Problem#RATE_LIMITED} if too many wait, or with {@link
     * io.polyloop.topic.Problem#ISSUER_UNAVAILABLE} if the keys are missing. Does not look at revocations.
     */
    Future<User> verify(String credential);

    /** Whether an identity still holds, as far as its service key must not have been removed. Must not block. */
    boolean holds(Identity identity);
}
