package io.polyloop.bus;

import io.polyloop.auth.Revocation;
import io.polyloop.auth.RevocationPage;
import io.polyloop.auth.StoredCredential;
import io.polyloop.topic.Problem;
import io.polyloop.verticle.Failures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.Optional;

/** A client of the credentials in the node's journal, over the bus. Any thread. */
public final class CredentialClient implements NodeCredentials {
    record Save(StoredCredential credential) {}

    record Session(String hash) {}

    record TakeTicket(String hash) {}

    record EndSession(String hash) {}

    record Revoke(Revocation revocation) {}

    record Withdraw(Revocation.Kind kind, String issuer, String value) {}

    record RevocationsAfter(long cursor, int limit) {}

    record ChangesSince(RevocationChanges.Point point) {}

    private final Vertx vertx;
    private final DeliveryOptions options;

    /** @param timeout of each request; after it, the outcome is unknown */
    public CredentialClient(Vertx vertx, Duration timeout) {
        this.vertx = vertx;
        this.options = LocalCodec.options().setSendTimeout(timeout.toMillis());
    }

    @Override
    public Future<Void> save(StoredCredential credential) {
        return send(Addresses.CREDENTIALS_SAVE, new Save(credential));
    }

    @Override
    public Future<Optional<StoredCredential>> session(String hash) {
        return send(Addresses.CREDENTIALS_SESSION, new Session(hash));
    }

    @Override
    public Future<Optional<StoredCredential>> takeTicket(String hash) {
        return send(Addresses.CREDENTIALS_TICKET, new TakeTicket(hash));
    }

    @Override
    public Future<Void> endSession(String hash) {
        return send(Addresses.CREDENTIALS_END, new EndSession(hash));
    }

    @Override
    public Future<Void> revoke(Revocation revocation) {
        return send(Addresses.REVOCATIONS_SAVE, new Revoke(revocation));
    }

    @Override
    public Future<Boolean> withdraw(Revocation.Kind kind, String issuer, String value) {
        return send(Addresses.REVOCATIONS_WITHDRAW, new Withdraw(kind, issuer, value));
    }

    @Override
    public Future<RevocationPage> revocations(long after, int limit) {
        return send(Addresses.REVOCATIONS_PAGE, new RevocationsAfter(after, limit));
    }

    @Override
    public Future<RevocationChanges> changes(RevocationChanges.Point point) {
        return send(Addresses.REVOCATIONS_CHANGES, new ChangesSince(point));
    }

    private <T> Future<T> send(String address, Record command) {
        return vertx.eventBus()
                .<T>request(address, command, options)
                .map(Message::body)
                .recover(failure -> Future.failedFuture(Failures.of(failure, Problem.JOURNAL_DOWN)));
    }
}
