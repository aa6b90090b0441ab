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
    /** Looks within the limit. Counted, because to look at the clock in each turn costs a tenth of a short one. */
    private static final int TICKS = 4;

    /** Looks no more often than this, however short the limit is. */
    private static final long SHORTEST_TICK = TimeUnit.MILLISECONDS.toNanos(5);

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
        private final int limit; // in ticks
        private int patience; // ticks that a turn may last; guarded by this, like the three below
        private int ticks; // that the present turn has lasted
        private Thread running;
        private boolean interrupted;

        private Watch(Consumer<Thread> interrupt, Duration limit) {
            this.interrupt = interrupt;
            long period = Math.max(limit.toNanos() / TICKS, SHORTEST_TICK);
            this.limit = (int) ((limit.toNanos() + period - 1) / period);
            patience = this.limit;
            tick = clock.scheduleWithFixedDelay(this::check, period, period, TimeUnit.NANOSECONDS);
        }

        /** From now on a turn may last so many times the limit. */
        synchronized void allow(int times) {
            patience = limit * times;
        }

        synchronized void begin() {
            running = Thread.currentThread();
            ticks = 0;
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
            if (running != null && ++ticks > patience) {
                interrupted = true;
                interrupt.accept(running);
            }
        }
    }
}
