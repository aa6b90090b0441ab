package io.polyloop.journal;

import io.polyloop.topic.Problem;
import io.vertx.core.Future;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database accepts the reads and writes of this node. On the journal's event loop. */
final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    /** Runs checks, on threads that may block. */
    interface Turns {
        Future<Void> take(Callable<Void> check);
    }

    private final Turns turns;
    private final Probe probe;
    // event loop only
    private Future<Void> checking = Future.succeededFuture();
    private volatile boolean failing;
    private boolean commitIsSlow;
    private boolean unavailable;

    Readiness(Turns turns, Probe probe) {
        this.turns = turns;
        this.probe = probe;
    }

    /**
     * Reports that a commit failed. From now on a check must write: on a full disk, a read or a smaller commit can
     * succeed.
     */
    void commitFailed() {
        failing = true;
    }

    /** Reports that a commit takes long and may wait for another session's lock: the next check writes. */
    void commitIsSlow() {
        commitIsSlow = true;
    }

    /** Whether a commit failed and no check has written since. Any thread. */
    boolean isFailing() {
        return failing;
    }

    /**
     * Fails unless the database answers. Concurrent callers share one check: behind a database that hangs, checks would
     * only queue.
     */
    Future<Void> check() {
        // A listener must not clear the field: for a completed probe it would run before the field is set.
        if (checking.isComplete()) {
            boolean write = failing || commitIsSlow;
            checking = turns.take(() -> {
                        if (write) {
                            probe.write();
                        } else {
                            probe.read();
                        }
                        return null;
                    })
                    // A commit may have failed during a check that only read.
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

    // One line for each outage: the journal is checked twice a second.
    private void unavailable(Throwable failure) {
        if (!unavailable) {
            unavailable = true;
            LOG.warn("the journal is not ready: {}", FaultText.of(failure));
        }
    }
}
