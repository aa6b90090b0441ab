package io.polyloop.journal;

import io.polyloop.bus.Erased;
import io.polyloop.config.JournalSettings;
import io.polyloop.topic.Position;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.TopicName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the maintenance of the journal on worker threads. On the journal's event loop. */
final class MaintenanceScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(MaintenanceScheduler.class);
    /** A long reader makes the WAL grow by megabytes per second. */
    private static final Duration SIZE_CHECK_INTERVAL = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final JournalWorkers workers;
    private final JournalSettings settings;
    private final ChunkedWork work = new ChunkedWork();
    private final Maintenance maintenance;
    private final Eraser eraser;
    // event loop only
    private Future<Long> round = Future.succeededFuture();
    private Future<Void> sizeCheck = Future.succeededFuture();
    private long roundTimer;
    private long sizeCheckTimer;

    MaintenanceScheduler(
            Vertx vertx,
            JournalWorkers workers,
            JournalSettings settings,
            JournalDatabase database,
            Clock clock,
            SizeGauges sizes) {
        this.vertx = vertx;
        this.workers = workers;
        this.settings = settings;
        this.maintenance = Maintenance.of(database, settings, clock, work, sizes);
        this.eraser = new Eraser(database, work);
    }

    void start() {
        roundTimer = vertx.setPeriodic(settings.trimInterval().toMillis(), tick -> round());
        sizeCheckTimer = vertx.setPeriodic(0, SIZE_CHECK_INTERVAL.toMillis(), tick -> sizeCheck());
    }

    /** Completes when nothing is in progress, which is soon, since each chunk is short. */
    Future<?> stop() {
        vertx.cancelTimer(roundTimer);
        vertx.cancelTimer(sizeCheckTimer);
        work.stop();
        return Future.join(round, sizeCheck);
    }

    /**
     * Erases messages; if {@code through} is null, all messages of the topic. Calls {@code hidden} as soon as they cannot
     * be read; completes when they are removed from the disk.
     */
    Future<Void> erase(TopicName topic, Position through, Consumer<Erased> hidden) {
        if (!settings.erase()) {
            return Future.failedFuture(Problem.FORBIDDEN.because("erasure is disabled; set journal.erase: true"));
        }
        return workers.maintain(() -> eraser.hide(topic, through))
                .onSuccess(hidden::accept)
                .compose(erased -> workers.<Void>maintain(() -> {
                    eraser.delete(erased);
                    maintenance.purgeDeleted();
                    LOG.info("erased {} up to {}", erased.topic(), erased.through());
                    return null;
                }))
                .recover(failure -> Future.failedFuture(refusal(failure)));
    }

    private void round() {
        if (round.isComplete()) {
            round = workers.maintain(maintenance::round)
                    .onSuccess(trimmed -> LOG.debug("trimmed {} messages", trimmed))
                    .onFailure(failure -> failed("trimming", failure));
        }
    }

    private void sizeCheck() {
        if (sizeCheck.isComplete()) {
            sizeCheck = workers.maintain((Callable<Void>) () -> {
                        maintenance.checkSizes();
                        return null;
                    })
                    .onFailure(failure -> failed("checking sizes", failure));
        }
    }

    private static void failed(String what, Throwable failure) {
        LOG.warn("{} failed; the next round retries: {}", what, FaultText.of(failure));
    }

    private static ProblemException refusal(Throwable failure) {
        return failure instanceof ProblemException refusal
                ? refusal
                : Problem.JOURNAL_DOWN.because("the database did not answer; retry the request");
    }
}
