package io.polyloop.polyglot;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Interrupts scripts that do not return. Its one thread exists only while there are scripts; it has to be a thread of
 * its own, because the event loop that a script holds up fires no timers.
 */
final class Watchdog {
    private final ScheduledThreadPoolExecutor clock;

    Watchdog() {
        clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "polyloop-script-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(10, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
    }

    /**
     * Watches one script from now on. A turn of it is stopped at the limit or up to a quarter later: {@code interrupt}
     * is told the thread that the turn is taken on, again and again until the turn ends.
     */
    Watch watch(Consumer<Thread> interrupt, Duration limit) {
        return new Watch(interrupt, limit);
    }

    /** The watch over one script. The turns are taken by one thread at a time; the monitor is for the watchdog's. */
    final class Watch {
        private final Consumer<Thread> interrupt;
        private final Future<?> tick;
        private long limit; // nanoseconds; guarded by this, like the three below
        private long since;
        private Thread running;
        private boolean interrupted;

        private Watch(Consumer<Thread> interrupt, Duration limit) {
            this.interrupt = interrupt;
            this.limit = limit.toNanos();
            long period = Math.max(limit.toNanos() / 4, TimeUnit.MILLISECONDS.toNanos(5));
            tick = clock.scheduleWithFixedDelay(this::check, period, period, TimeUnit.NANOSECONDS);
        }

        synchronized void limit(Duration newLimit) {
            limit = newLimit.toNanos();
        }

        synchronized void begin() {
            running = Thread.currentThread();
            since = System.nanoTime();
        }

        synchronized void end() {
            running = null;
            if (interrupted) {
                interrupted = false;
                // Left set, the flag would break the next blocking call or lock of whoever has this thread then.
                Thread.interrupted();
            }
        }

        void close() {
            tick.cancel(false);
        }

        // Holds the monitor while it interrupts, so that end() waits: else the interrupt could hit the next turn.
        private synchronized void check() {
            if (running != null && System.nanoTime() - since > limit) {
                interrupted = true;
                interrupt.accept(running);
            }
        }
    }
}
