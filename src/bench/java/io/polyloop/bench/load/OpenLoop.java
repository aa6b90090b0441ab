package io.polyloop.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Publishes at fixed times, whether or not earlier messages have arrived. Latencies start when a message was due,
 * so that a stall counts for every message that it delayed, not for one.
 */
final class OpenLoop implements LoadPattern {
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final DeliveryTracker tracker;
    private final ClientLoop loop;
    private final long interval;
    private final long total;
    private final Histogram deliveries = new Histogram(LONGEST_NANOS, DIGITS);
    private final Histogram acknowledgements = new Histogram(LONGEST_NANOS, DIGITS);
    private Runnable stop;
    private long first;
    private long start;
    private long sent;

    OpenLoop(DeliveryTracker tracker, ClientLoop loop, int perSecond, long millis) {
        this.tracker = tracker;
        this.loop = loop;
        this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.total = Math.max(1, millis * perSecond / 1_000);
    }

    Histogram deliveries() {
        return deliveries;
    }

    Histogram acknowledgements() {
        return acknowledgements;
    }

    @Override
    public void start() {
        first = tracker.published();
        start = System.nanoTime() + interval;
        stop = loop.schedule(interval, this::tick);
    }

    @Override
    public void completed(long message) {
        deliveries.recordValue(sinceIntended(message));
    }

    @Override
    public void acknowledged(long message) {
        acknowledgements.recordValue(sinceIntended(message));
    }

    @Override
    public boolean isFinished() {
        return sent == total;
    }

    private void tick() {
        sent++;
        tracker.publish();
        if (isFinished()) {
            stop.run();
        }
    }

    private long sinceIntended(long message) {
        return Math.min(LONGEST_NANOS, Math.max(0, System.nanoTime() - start - (message - first) * interval));
    }
}
