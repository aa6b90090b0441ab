package io.polyloop.journal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends statements of the service that take too long. It looks at all of them in an interval: a timer for each would wake
 * its thread for each. Any thread.
 */
final class StatementWatchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatementWatchdog.class);

    private static final long MAX_INTERVAL_MS = 20;

    private final Duration time;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean started = new AtomicBoolean();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    /** @param time the longest that the statements of one unit, or a transaction, can last */
    StatementWatchdog(Duration time) {
        this.time = time;
        // A thread of its own: PostgreSQL's driver cancels over another connection, which it waits for.
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "journal-watchdog");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The time that starts now, until the watch is closed. */
    Watch watch() {
        return watch(Watch.Expiry.NONE);
    }

    /** The same for another time. */
    Watch watch(Duration longest) {
        return watch(longest, Watch.Expiry.NONE);
    }

    /** The same, with something else to do at its end. */
    Watch watch(Watch.Expiry expiry) {
        return watch(time, expiry);
    }

    private Watch watch(Duration longest, Watch.Expiry expiry) {
        if (started.compareAndSet(false, true)) {
            long interval = Math.max(1, Math.min(MAX_INTERVAL_MS, time.toMillis() / 10));
            timer.scheduleWithFixedDelay(this::expire, interval, interval, TimeUnit.MILLISECONDS);
        }
        Watch watch = new Watch(longest, expiry, watches::remove);
        watches.add(watch);
        return watch;
    }

    private void expire() {
        watches.stream().filter(Watch::hasPassed).forEach(StatementWatchdog::expire);
    }

    private static void expire(Watch watch) {
        try {
            watch.expire();
        } catch (RuntimeException failure) {
            // An executor does not repeat a task that threw: no statement would be cancelled any more.
            LOG.error("a statement that takes too long was not ended", failure);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
