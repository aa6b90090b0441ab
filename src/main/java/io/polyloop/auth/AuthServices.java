package io.polyloop.auth;

import io.polyloop.config.AuthSettings;
import java.time.Instant;
import java.util.Optional;

/**
 * What a node needs to authenticate and authorize the clients of all its routes. Unless {@code settings} require
 * authentication, no client is verified or judged; the management port still stores revocations and writes the audit log.
 */
public record AuthServices(
        AuthSettings settings,
        CredentialVerifier verifier,
        CredentialStore store,
        Access access,
        Revocations revocations,
        AuditLog audit) {

    /** Why the identity does not hold any more; empty if it holds. Any thread; does not block. */
    public Optional<Ending> ended(Identity identity, Instant now) {
        if (!now.isBefore(identity.expiresAt())) {
            return Optional.of(Ending.EXPIRED);
        }
        boolean holds = verifier.holds(identity) && !revocations.isRevoked(identity);
        return holds ? Optional.empty() : Optional.of(Ending.REVOKED);
    }
}
