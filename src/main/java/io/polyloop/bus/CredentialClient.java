package io.polyloop.bus;

import io.polyloop.auth.Revocation;
import io.polyloop.auth.StoredCredential;
import io.polyloop.topic.Problem;
import io.polyloop.verticle.Failures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A client of the credentials in the node's journal, over the bus. Any thread. */
public final class CredentialClient implements NodeCredentials {
    /** What the journal does; it runs there. */
    interface Command<T> {
        Future<T> run(NodeCredentials credentials);
    }

    private final Vertx vertx;
    private final DeliveryOptions options;

    /** @param timeout of each request; after it, the outcome is unknown */
    public CredentialClient(Vertx vertx, Duration timeout) {
        this.vertx = vertx;
        this.options = LocalCodec.options().setSendTimeout(timeout.toMillis());
    }

    @Override
    public Future<Void> save(StoredCredential credential) {
        return send(credentials -> credentials.save(credential));
    }

    @Override
    public Future<Optional<StoredCredential>> session(String hash) {
        return send(credentials -> credentials.session(hash));
    }

    @Override
    public Future<Optional<StoredCredential>> takeTicket(String hash) {
        return send(credentials -> credentials.takeTicket(hash));
    }

    @Override
    public Future<Void> endSession(String hash) {
        return send(credentials -> credentials.endSession(hash));
    }

    @Override
    public Future<Void> revoke(Revocation revocation) {
        return send(credentials -> credentials.revoke(revocation));
    }

    @Override
    public Future<Boolean> withdraw(Revocation.Kind kind, String issuer, String value) {
        return send(credentials -> credentials.withdraw(kind, issuer, value));
    }

    @Override
    public Future<List<Revocation>> revocations() {
        return send(NodeCredentials::revocations);
    }

    @Override
    public Future<RevocationChanges> changes(RevocationChanges.Point point) {
        return send(credentials -> credentials.changes(point));
    }

    private <T> Future<T> send(Command<T> command) {
        return vertx.eventBus()
                .<T>request(Addresses.JOURNAL_CREDENTIALS, command, options)
                .map(Message::body)
                .recover(failure -> Future.failedFuture(Failures.of(failure, Problem.JOURNAL_DOWN)));
    }
}
