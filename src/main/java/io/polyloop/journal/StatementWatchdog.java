package io.polyloop.journal;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends statements of the service that take too long. Any thread. */
final class StatementWatchdog implements AutoCloseable {
    /** Repeated: a statement that has not reached the database yet is not cancelled. */
    private static final long REPEAT_MS = 10;

    private final Duration time;
    private final ScheduledThreadPoolExecutor timer;

    /** @param time the longest that the statements of one unit, or a transaction, can last */
    StatementWatchdog(Duration time) {
        this.time = time;
        // A thread of its own: PostgreSQL's driver cancels over another connection, which it waits for.
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "journal-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** The time that starts now, until the watch is closed. */
    Watch watch() {
        return watch(Watch.Expiry.NONE);
    }

    /** The same, with something else to do at its end. */
    Watch watch(Watch.Expiry expiry) {
        return watch(time, expiry);
    }

    /** The same, with another time. */
    Watch watch(Duration limit) {
        return watch(limit, Watch.Expiry.NONE);
    }

    private Watch watch(Duration limit, Watch.Expiry expiry) {
        Watch watch = new Watch(limit, expiry);
        watch.every(timer.scheduleWithFixedDelay(watch::expire, limit.toMillis(), REPEAT_MS, TimeUnit.MILLISECONDS));
        return watch;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
