package io.polyloop.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Publishes at fixed times, whether what came before has arrived or not. Times are measured from when a message was to
 * be sent: a stall then counts for every message that it held up, not for one.
 */
final class OpenLoop implements Pace {
    private static final long HIGHEST = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final Crowd crowd;
    private final LoadLoop loop;
    private final long interval;
    private final long total;
    private final Histogram arrivals = new Histogram(HIGHEST, DIGITS);
    private final Histogram acknowledgements = new Histogram(HIGHEST, DIGITS);
    private Runnable stop;
    private long first;
    private long start;
    private long sent;

    OpenLoop(Crowd crowd, LoadLoop loop, int perSecond, long millis) {
        this.crowd = crowd;
        this.loop = loop;
        this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.total = Math.max(1, millis * perSecond / 1_000);
    }

    Histogram arrivals() {
        return arrivals;
    }

    Histogram acknowledgements() {
        return acknowledgements;
    }

    @Override
    public void begin() {
        first = crowd.published();
        start = System.nanoTime() + interval;
        stop = loop.every(interval, this::tick);
    }

    @Override
    public void completed(long message) {
        arrivals.recordValue(sinceIntended(message));
    }

    @Override
    public void acknowledged(long message) {
        acknowledgements.recordValue(sinceIntended(message));
    }

    @Override
    public boolean over() {
        return sent == total;
    }

    private void tick() {
        sent++;
        crowd.publish();
        if (over()) {
            stop.run();
        }
    }

    private long sinceIntended(long message) {
        return Math.min(HIGHEST, Math.max(0, System.nanoTime() - start - (message - first) * interval));
    }
}
