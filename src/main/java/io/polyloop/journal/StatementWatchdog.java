package io.polyloop.journal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends statements of the service that take too long. It looks at all of them in an interval: a timer for each would wake
 * its thread for each. Each is ended on a thread of its own: PostgreSQL's driver cancels over another connection, which
 * it waits for, and a server that does not answer would keep the others running. Any thread.
 */
final class StatementWatchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatementWatchdog.class);

    private static final long MAX_INTERVAL_MS = 20;

    private final Duration time;
    private final ScheduledExecutorService timer;
    /** At most one for each watch, and so for each connection. */
    private final ExecutorService ending;

    private final AtomicBoolean started = new AtomicBoolean();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    /** @param time the longest that the statements of one unit, or a transaction, can last */
    StatementWatchdog(Duration time) {
        this.time = time;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> thread(task, "journal-watchdog"));
        this.ending = Executors.newCachedThreadPool(task -> thread(task, "journal-cancellation"));
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
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
        watches.stream().filter(watch -> watch.hasPassed() && watch.claim()).forEach(this::begin);
    }

    private void begin(Watch watch) {
        try {
            ending.execute(() -> end(watch));
        } catch (RuntimeException | OutOfMemoryError noThread) {
            // The next round tries again. An executor does not repeat a task that threw.
            watch.release();
            LOG.error("a statement that takes too long was not ended", noThread);
        }
    }

    private static void end(Watch watch) {
        try {
            watch.expire();
        } catch (RuntimeException failure) {
            LOG.error("a statement that takes too long was not ended", failure);
        } finally {
            watch.release();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        ending.shutdownNow();
    }
}
