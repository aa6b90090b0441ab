package io.polyloop.auth;

import io.polyloop.config.AuthSettings;

/**
 * What all doors of a node share to authenticate and authorize their clients.
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
