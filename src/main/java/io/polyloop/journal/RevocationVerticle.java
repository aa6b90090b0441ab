package io.polyloop.journal;

import io.polyloop.auth.Revocations;
import io.polyloop.bus.Addresses;
import io.polyloop.bus.NodeCredentials;
import io.polyloop.bus.RevocationChanges;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the revocations that a node knows up to date: it reads what is new when the bus brings news of a change, and at
 * an interval, because news can be lost. While the journal cannot be read, the node keeps those that it knows. Deployed
 * once, before the public port opens.
 */
public final class RevocationVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationVerticle.class);
    private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);

    private final NodeCredentials journal;
    private final Revocations revocations;
    private final Duration interval;
    private final Clock clock;
    // event loop only
    private RevocationChanges.Point known = RevocationChanges.Point.START;
    private Instant nextSweep = Instant.MIN;
    private boolean reading;
    private boolean requested;
    private boolean failing;
    private long timer;

    /** @param interval of the reads, {@code live.repair-interval} */
    public RevocationVerticle(NodeCredentials journal, Revocations revocations, Duration interval, Clock clock) {
        this.journal = journal;
        this.revocations = revocations;
        this.interval = interval;
        this.clock = clock;
    }

    /** Completes when all revocations of the journal are known. */
    @Override
    public Future<?> start() {
        return vertx.eventBus()
                .consumer(Addresses.CREDENTIALS_REVOKED, news -> read())
                .completion()
                .compose(listening -> readChanges())
                .onSuccess(read -> timer = vertx.setPeriodic(interval.toMillis(), tick -> read()));
    }

    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        return Future.succeededFuture();
    }

    /** One read at a time: news that arrives during a read causes one more. */
    private void read() {
        if (reading) {
            requested = true;
            return;
        }
        reading = true;
        requested = false;
        readChanges().onComplete(read -> {
            report(read.cause());
            reading = false;
            if (requested && read.succeeded()) {
                read();
            }
        });
    }

    private Future<Void> readChanges() {
        return journal.changes(known).onSuccess(this::apply).mapEmpty();
    }

    private void apply(RevocationChanges changes) {
        if (changes.whole()) {
            revocations.replace(changes.revocations());
        } else {
            revocations.add(changes.revocations());
        }
        known = changes.to();
        sweep(clock.instant());
    }

    private void sweep(Instant now) {
        if (!now.isBefore(nextSweep)) {
            revocations.removeExpired(now);
            nextSweep = now.plus(SWEEP_INTERVAL);
        }
    }

    private void report(Throwable failure) {
        if (failure != null && !failing) {
            LOG.warn("revocations cannot be read, this node keeps those it knows: {}", failure.getMessage());
        } else if (failure == null && failing) {
            LOG.info("revocations can be read again");
        }
        failing = failure != null;
    }
}
