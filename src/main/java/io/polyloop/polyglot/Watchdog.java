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
    private static final int TICKS_PER_LIMIT = 4;

    /** Looks no more often than this, however short the limit is. */
    private static final long MIN_TICK = TimeUnit.MILLISECONDS.toNanos(5);

    /** A turn that was interrupted this many times and for this long, and goes on, ignores interrupts. */
    private static final int INTERRUPTS = 4;

    private static final long STUCK_AFTER = TimeUnit.SECONDS.toNanos(1);

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
     * gets the thread of the turn again and again until the turn ends. {@code stuck} runs once for
     * a turn that does not obey, on the watchdog's thread; it must not block.
     */
    Watch watch(Consumer<Thread> interrupt, Duration limit, Runnable stuck) {
        return new Watch(interrupt, limit, stuck);
    }

    /** The watch over one script. The turns are taken by one thread at a time; the monitor is for the watchdog's. */
    final class Watch {
        private final Consumer<Thread> interrupt;
        private final Runnable stuck;
        private final Future<?> tick;
        private final Duration handlerTime;
        private final int limit; // in ticks
        private int maxTicks; // ticks that a turn may last; guarded by this, like those below
        private int ticks; // that the present turn has lasted
        private Thread running;
        private boolean interrupted;
        private long since; // when the present turn was first interrupted
        private boolean reported; // as stuck

        private Watch(Consumer<Thread> interrupt, Duration limit, Runnable stuck) {
            this.interrupt = interrupt;
            this.stuck = stuck;
            handlerTime = limit;
            long period = Math.max(limit.toNanos() / TICKS_PER_LIMIT, MIN_TICK);
            this.limit = (int) ((limit.toNanos() + period - 1) / period);
            maxTicks = this.limit;
            tick = clock.scheduleWithFixedDelay(this::check, period, period, TimeUnit.NANOSECONDS);
        }

        /** From now on a turn may last so many times the limit. */
        synchronized void multiplyLimit(int times) {
            maxTicks = limit * times;
        }

        /** How long a turn may last, with the setting that says so. */
        synchronized String describeLimit() {
            int times = maxTicks / limit;
            return (times == 1 ? "" : times + " times ") + "max-handler-time (" + handlerTime.toMillis() + "ms)";
        }

        synchronized void begin() {
            running = Thread.currentThread();
            ticks = 0;
            reported = false;
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
            if (running == null || ++ticks <= maxTicks) {
                return;
            }
            if (!interrupted) {
                interrupted = true;
                since = System.nanoTime();
            }
            interrupt.accept(running);
            reportIfStuck();
        }

        // By the clock alone, a process that was stopped and continued would be stuck; by ticks, one that is only slow.
        private void reportIfStuck() {
            if (!reported && ticks > maxTicks + INTERRUPTS && System.nanoTime() - since > STUCK_AFTER) {
                reported = true;
                stuck.run();
            }
        }
    }
}
