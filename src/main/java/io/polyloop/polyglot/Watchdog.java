package io.polyloop.polyglot;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Interrupts scripts that do not return. Needs its own thread, because an event loop that a script blocks fires no timers;
 * the thread exists only while there are scripts.
 */
final class Watchdog {
    /** Checks within the limit. Counted, because reading the clock would cost a tenth of a short execution. */
    private static final int TICKS_PER_LIMIT = 4;

    /** The shortest interval of checks, however short the limit is. */
    private static final long MIN_TICK = TimeUnit.MILLISECONDS.toNanos(5);

    /** An execution that continues after this many interrupts and this long after the first is stuck. */
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
     * Watches one script from now on. When an execution exceeds the limit, by up to a quarter, {@code interrupt} is called
     * with its thread repeatedly until the execution ends. {@code stuck} runs once for an execution that ignores
     * interrupts. Both run on the watchdog's thread; {@code stuck} must not block.
     */
    Watch watch(Consumer<Thread> interrupt, Duration limit, Runnable stuck) {
        return new Watch(interrupt, limit, stuck);
    }

    /** Watches one script. Executions run on one thread at a time; the lock is for the watchdog's thread. */
    final class Watch {
        private final Consumer<Thread> interrupt;
        private final Runnable stuck;
        private final Future<?> tick;
        private final Duration handlerTime;
        private final int limit; // in ticks
        private int maxTicks; // limit of the present execution; guarded by this, as the fields below
        private int ticks; // of the present execution
        private Thread running;
        private boolean interrupted;
        private long since; // time of the first interrupt
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

        /** Allows executions from now on this many times the limit. */
        synchronized void multiplyLimit(int times) {
            maxTicks = limit * times;
        }

        /** The present limit, with the setting that defines it. */
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
                // A set flag would break the next blocking call or lock on this thread.
                Thread.interrupted();
            }
        }

        void close() {
            tick.cancel(false);
        }

        // Holds the lock while it interrupts, so that end() waits: the interrupt could otherwise hit the next
        // execution.
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

        // By time alone, a process that was suspended would be stuck; by ticks alone, a slow one.
        private void reportIfStuck() {
            if (!reported && ticks > maxTicks + INTERRUPTS && System.nanoTime() - since > STUCK_AFTER) {
                reported = true;
                stuck.run();
            }
        }
    }
}
