package io.polyloop.auth;

import io.polyloop.config.AuthSettings;

/**
 * What a node needs to authenticate and authorize the clients of all its routes.
 *
 * @param settings in another mode than token, nothing else of this is used
 */
public record AuthServices(
        AuthSettings settings,
        CredentialVerifier verifier,
        CredentialStore store,
        Access access,
        Revocations revocations,
        AuditLog audit) {}
