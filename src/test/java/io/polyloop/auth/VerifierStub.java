package io.polyloop.auth;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Set;

/** Verifies nothing; every identity holds, except those whose service key was removed. */
public class VerifierStub implements CredentialVerifier {
    /** The ids of service keys that were removed. */
    protected final Set<String> removed = new HashSet<>();

    @Override
    public Future<User> verify(String credential) {
        return Future.failedFuture("no credential is expected");
    }

    @Override
    public boolean holds(Identity identity) {
        return !removed.contains(identity.tokenId());
    }
}
