package io.polyloop.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Retries work after transient faults of the database until the deadline. Blocks: for worker threads. */
final class Retries {
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Work that has no effect if it fails. */
    interface Attempt<T> {
        T run() throws SQLException;
    }

    private final Duration attemptTime;
    private final boolean enabled;

    /** @param attemptTime the remaining time that another attempt requires */
    Retries(Duration attemptTime, boolean repeats) {
        this.attemptTime = attemptTime;
        this.enabled = repeats;
    }

    /** Fails with the failure of the last attempt. */
    <T> T run(Attempt<T> attempt, Deadline deadline) throws SQLException {
        for (long pause = FIRST_PAUSE_NANOS; ; pause = Math.min(2 * pause, LAST_PAUSE_NANOS)) {
            try {
                return attempt.run();
            } catch (SQLException failure) {
                if (!enabled
                        || !isTransient(failure)
                        || deadline.remaining().minusNanos(pause).compareTo(attemptTime) < 0) {
                    throw failure;
                }
            }
            // Random: two transactions that met in a deadlock must not meet again.
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(pause / 2, pause));
        }
    }

    private static boolean isTransient(SQLException failure) {
        return failure instanceof InDoubtException || SqlFault.of(failure).isTransient();
    }
}
