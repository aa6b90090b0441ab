package io.polyloop.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Logs the first of equal warnings and errors and counts the others: a failure of every message would fill the disk. The
 * count is logged after a second without repetitions, and every ten seconds until then. Thread-safe.
 */
public final class RepeatFilter extends Filter<ILoggingEvent> {
    /** Maximum number of distinct events to count, about 1 KB each; further ones are logged directly. */
    private static final int MAX_REMEMBERED = 1_000;

    private static final long TICK = 250; // milliseconds

    private final Map<RepeatedEvent.Key, RepeatedEvent> repeats = new LinkedHashMap<>(); // guarded by this
    private ScheduledFuture<?> ticks;
    private Thread hook;
    private boolean off; // guarded by this

    @Override
    public void start() {
        ticks = getContext()
                .getScheduledExecutorService()
                .scheduleWithFixedDelay(() -> report(false), TICK, TICK, TimeUnit.MILLISECONDS);
        hook = new Thread(this::stopCounting, "log counts");
        Runtime.getRuntime().addShutdownHook(hook);
        super.start();
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return event.getLevel().isGreaterOrEqual(Level.WARN) && isRepeat(event)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    private synchronized boolean isRepeat(ILoggingEvent event) {
        RepeatedEvent.Key key = RepeatedEvent.key(event);
        RepeatedEvent known = repeats.get(key);
        if (known != null) {
            known.count(System.nanoTime());
            return true;
        }
        if (!off && repeats.size() < MAX_REMEMBERED) {
            repeats.put(key, new RepeatedEvent(key, System.nanoTime()));
        }
        return false;
    }

    /** Logs the counts that are due, or all. */
    void report(boolean all) {
        due(all).forEach((key, summary) -> ((LoggerContext) getContext())
                .getLogger(key.logger())
                .atLevel(org.slf4j.event.Level.valueOf(key.level().toString()))
                .log(summary));
    }

    private synchronized Map<RepeatedEvent.Key, String> due(boolean all) {
        long now = System.nanoTime();
        Map<RepeatedEvent.Key, String> due = new LinkedHashMap<>();
        repeats.values().removeIf(repeat -> {
            boolean over = all || repeat.isOver(now);
            String summary = over || repeat.isDue(now) ? repeat.summary(now) : null;
            if (summary != null) {
                due.put(repeat.key(), summary);
            }
            return over;
        });
        return due;
    }

    /** From now on every event is logged, because no later tick would log its count. */
    private void stopCounting() {
        synchronized (this) {
            off = true;
        }
        report(true);
    }

    @Override
    public void stop() {
        super.stop();
        ticks.cancel(false);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The JVM is shutting down.
        }
    }
}
