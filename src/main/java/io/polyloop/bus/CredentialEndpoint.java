package io.polyloop.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Function;

/** Serves the credentials of the journal to the {@link CredentialClient}s of its node. */
public final class CredentialEndpoint {
    private final Vertx vertx;
    private final NodeCredentials credentials;

    public CredentialEndpoint(Vertx vertx, NodeCredentials credentials) {
        this.vertx = vertx;
        this.credentials = credentials;
    }

    /** Registers the consumers on the caller's context; completes when they are registered. */
    public Future<Void> listen() {
        return Future.all(List.of(
                        this.<CredentialClient.Save>consume(
                                Addresses.CREDENTIALS_SAVE, save -> credentials.save(save.credential())),
                        this.<CredentialClient.Session>consume(
                                Addresses.CREDENTIALS_SESSION, session -> credentials.session(session.hash())),
                        this.<CredentialClient.TakeTicket>consume(
                                Addresses.CREDENTIALS_TICKET, take -> credentials.takeTicket(take.hash())),
                        this.<CredentialClient.EndSession>consume(
                                Addresses.CREDENTIALS_END, end -> credentials.endSession(end.hash())),
                        this.<CredentialClient.Revoke>consume(
                                Addresses.REVOCATIONS_SAVE, revoke -> credentials.revoke(revoke.revocation())),
                        this.<CredentialClient.Withdraw>consume(
                                Addresses.REVOCATIONS_WITHDRAW,
                                target -> credentials.withdraw(target.kind(), target.issuer(), target.value())),
                        this.<CredentialClient.RevocationsAfter>consume(
                                Addresses.REVOCATIONS_PAGE,
                                after -> credentials.revocations(after.cursor(), after.limit())),
                        this.<CredentialClient.ChangesSince>consume(
                                Addresses.REVOCATIONS_CHANGES, since -> credentials.changes(since.point()))))
                .mapEmpty();
    }

    private <C extends Record> Future<Void> consume(String address, Function<C, Future<?>> command) {
        return CommandConsumer.register(vertx, address, command);
    }
}
