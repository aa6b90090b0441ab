package io.polyloop.journal;

import io.polyloop.topic.Problem;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database serves this node. On the journal's event loop. */
final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final JournalWorkers workers;
    private final Probe probe;
    // event loop only
    private Future<Void> checking = Future.succeededFuture();
    private volatile boolean failing;
    private boolean commitIsSlow;
    private boolean unavailable;

    Readiness(JournalWorkers workers, Probe probe) {
        this.workers = workers;
        this.probe = probe;
    }

    /**
     * A commit failed. From now on the database has to take a row and give it back, not just be readable or take a
     * smaller commit: on a full disk that succeeds by chance.
     */
    void commitFailed() {
        failing = true;
    }

    /** A commit takes long, and may wait for what another session locks: the next check writes. */
    void commitIsSlow() {
        commitIsSlow = true;
    }

    /** Whether a commit failed, and no row was written since. Any thread. */
    boolean isFailing() {
        return failing;
    }

    /**
     * Fails unless the database answers. One check at a time, for all who ask: behind a database that hangs they would
     * only queue.
     */
    Future<Void> check() {
        // Not by a listener that clears the field: a probe that ended meanwhile calls it before the field is set.
        if (checking.isComplete()) {
            boolean write = failing || commitIsSlow;
            checking = workers.<Void>probe(() -> {
                        if (write) {
                            probe.write();
                        } else {
                            probe.read();
                        }
                        return null;
                    })
                    // A commit may have failed while this one was reading.
                    .onSuccess(v -> available(write))
                    .onFailure(this::unavailable)
                    .recover(failure -> Future.failedFuture(Problem.JOURNAL_DOWN.because(FaultText.of(failure))));
        }
        return checking;
    }

    private void available(boolean write) {
        unavailable = false;
        if (write) {
            failing = false;
            commitIsSlow = false;
        }
    }

    // One line for each time that the journal falls silent: it is checked twice a second.
    private void unavailable(Throwable failure) {
        if (!unavailable) {
            unavailable = true;
            LOG.warn("the journal is not ready: {}", FaultText.of(failure));
        }
    }
}
