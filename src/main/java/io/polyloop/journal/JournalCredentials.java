package io.polyloop.journal;

import io.polyloop.auth.Revocation;
import io.polyloop.auth.RevocationPage;
import io.polyloop.auth.StoredCredential;
import io.polyloop.bus.Addresses;
import io.polyloop.bus.NodeCredentials;
import io.polyloop.bus.RevocationChanges;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Executes the SQL of credentials on worker threads and tells every node of revocations. What clients present is looked
 * up by a reader first: an id that someone made up costs no write. On the journal's event loop.
 */
final class JournalCredentials implements NodeCredentials {
    private final EventBus bus;
    private final JournalWorkers workers;
    private final Clock clock;
    private final CredentialTable credentials;
    private final RevocationTable revocations;

    JournalCredentials(EventBus bus, JournalWorkers workers, JournalDatabase database, Clock clock) {
        this.bus = bus;
        this.workers = workers;
        this.clock = clock;
        this.credentials = new CredentialTable(database, clock);
        this.revocations = new RevocationTable(database);
    }

    @Override
    public Future<Void> save(StoredCredential credential) {
        return workers.credentials().run(() -> credentials.save(credential)).map(this::announce);
    }

    @Override
    public Future<Optional<StoredCredential>> session(String hash) {
        return workers.requests().run(() -> credentials.session(hash));
    }

    @Override
    public Future<Optional<StoredCredential>> takeTicket(String hash) {
        return workers.requests()
                .run(() -> credentials.hasTicket(hash))
                .compose(found -> found
                        ? workers.credentials().run(() -> credentials.takeTicket(hash))
                        : Future.succeededFuture(Optional.empty()));
    }

    @Override
    public Future<Void> endSession(String hash) {
        return session(hash)
                .compose(found -> found.isPresent()
                        ? workers.credentials().run(() -> credentials.endSession(hash))
                        : Future.succeededFuture(List.<Revocation>of()))
                .map(this::announce);
    }

    @Override
    public Future<Void> revoke(Revocation revocation) {
        return workers.revocations()
                .run(() -> {
                    revocations.add(revocation);
                    return List.of(revocation);
                })
                .map(this::announce);
    }

    @Override
    public Future<Boolean> withdraw(Revocation.Kind kind, String issuer, String value) {
        return workers.revocations()
                .run(() -> revocations.remove(kind, issuer, value))
                .onSuccess(this::announce);
    }

    @Override
    public Future<RevocationPage> revocations(long after, int limit) {
        return workers.requests().run(() -> revocations.valid(clock.instant(), after, limit));
    }

    @Override
    public Future<RevocationChanges> changes(RevocationChanges.Point point) {
        return workers.heads().run(() -> revocations.changes(point));
    }

    private Void announce(List<Revocation> changed) {
        announce(!changed.isEmpty());
        return null;
    }

    private void announce(boolean changed) {
        if (changed) {
            bus.publish(Addresses.CREDENTIALS_REVOKED, null);
        }
    }
}
