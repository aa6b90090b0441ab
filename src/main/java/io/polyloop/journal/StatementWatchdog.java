package io.polyloop.journal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends statements of the service that take too long. Any thread. Its thread looks at all watches when the first of them
 * may have expired: a timer for each would wake it with every unit of work, which is a third of what a unit costs.
 */
final class StatementWatchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatementWatchdog.class);

    /** Repeated: a statement that has not reached the database yet is not cancelled. */
    private static final long REPEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Duration time;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    /** When it looks next, as {@link #now}. */
    private final AtomicLong next = new AtomicLong(Long.MAX_VALUE);

    private final long started = System.nanoTime();

    /** @param time the longest that the statements of one unit, or a transaction, can last */
    StatementWatchdog(Duration time) {
        this.time = time;
        // A thread of its own: PostgreSQL's driver cancels over another connection, which it waits for.
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "journal-watchdog");
            thread.setDaemon(true);
            return thread;
        });
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
        Watch watch = new Watch(limit, now() + limit.toNanos(), expiry, watches::remove);
        watches.add(watch);
        lookAt(watch.expiresAt());
        return watch;
    }

    /** Nanoseconds since it was made. */
    private long now() {
        return System.nanoTime() - started;
    }

    private void lookAt(long at) {
        for (long planned = next.get(); at < planned; planned = next.get()) {
            if (next.compareAndSet(planned, at)) {
                timer.schedule(this::lookAtAll, at - now(), TimeUnit.NANOSECONDS);
                return;
            }
        }
    }

    private void lookAtAll() {
        // First: a watch that is added meanwhile plans its own look, or is among these.
        next.set(Long.MAX_VALUE);
        long first = Long.MAX_VALUE;
        for (Watch watch : watches) {
            first = Math.min(first, look(watch));
        }
        lookAt(first);
    }

    /** Returns when to look at it again. */
    private long look(Watch watch) {
        long now = now();
        if (watch.expiresAt() > now) {
            return watch.expiresAt();
        }
        try {
            watch.expire();
        } catch (RuntimeException failure) {
            LOG.error("a statement could not be cancelled", failure);
        }
        return now + REPEAT_NANOS;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
