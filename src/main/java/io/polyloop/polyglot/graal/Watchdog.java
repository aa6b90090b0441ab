package io.polyloop.polyglot.graal;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.graalvm.polyglot.Context;

/**
 * Interrupts scripts that do not return. Its one thread exists only while there are scripts; it has to be a thread of
 * its own, because the event loop that a script holds up fires no timers.
 */
final class Watchdog {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

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

    /** Watches one Context from now on. A turn in it is stopped at the limit or up to a quarter later. */
    Watch watch(Context context, Duration limit) {
        return new Watch(context, limit);
    }

    /** The watch over one Context. The turns are taken by one thread at a time; the monitor is for the watchdog's. */
    final class Watch {
        private final Context context;
        private final Future<?> tick;
        private long limit; // nanoseconds; guarded by this, like the two below
        private long since;
        private boolean running;

        private Watch(Context context, Duration limit) {
            this.context = context;
            this.limit = limit.toNanos();
            long period = Math.max(limit.toNanos() / 4, TimeUnit.MILLISECONDS.toNanos(5));
            tick = clock.scheduleWithFixedDelay(this::check, period, period, TimeUnit.NANOSECONDS);
        }

        synchronized void limit(Duration newLimit) {
            limit = newLimit.toNanos();
        }

        synchronized void begin() {
            running = true;
            since = System.nanoTime();
        }

        synchronized void end() {
            running = false;
        }

        void close() {
            tick.cancel(false);
        }

        // Holds the monitor while it interrupts, so that end() waits: else the interrupt could hit the next turn.
        private synchronized void check() {
            if (running && System.nanoTime() - since > limit) {
                interrupt();
            }
        }

        private void interrupt() {
            try {
                context.interrupt(PATIENCE);
            } catch (TimeoutException stubborn) {
                // In a call that does not look at the flag, such as a sort of a huge array: the next tick tries again.
            } catch (RuntimeException closed) {
                // The Context was closed meanwhile: there is nothing left to interrupt.
            }
        }
    }
}
