package io.polyloop.bus;

import io.polyloop.auth.CredentialStore;
import io.vertx.core.Future;

/** The credentials in the journal, with the read that keeps the node's revocations up to date. */
public interface NodeCredentials extends CredentialStore {
    /** The changes since {@code point}, in one query if there are none. */
    Future<RevocationChanges> changes(RevocationChanges.Point point);
}
