package io.polyloop.journal;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs that migrations still run, at growing intervals: the start waits for them, and would seem to hang. */
final class MigrationProgress implements Callback, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MigrationProgress.class);

    private final Duration first;
    private ScheduledExecutorService timer;
    private long start;
    private volatile String migration;

    /** @param first the time after which the first line is logged; each of the next takes twice as long */
    MigrationProgress(Duration first) {
        this.first = first;
    }

    /** Begins to watch. */
    void begin() {
        start = System.nanoTime();
        timer = Executors.newSingleThreadScheduledExecutor(run -> {
            Thread thread = new Thread(run, "migration progress");
            thread.setDaemon(true);
            return thread;
        });
        schedule(first);
    }

    private void schedule(Duration wait) {
        timer.schedule(() -> report(wait), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void report(Duration waited) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        if (migration == null) {
            LOG.info("the migrations have waited for {} s: another node migrates, or uses the database", seconds);
        } else {
            LOG.info("the migration {} still runs; the migrations have taken {} s", migration, seconds);
        }
        schedule(waited.multipliedBy(2));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        migration = context.getMigrationInfo().getScript();
    }

    @Override
    public String getCallbackName() {
        return "progress";
    }
}
