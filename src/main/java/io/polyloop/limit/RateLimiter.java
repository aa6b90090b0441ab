package io.polyloop.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Limits the rate of each key by the generic cell rate algorithm (ITU-T I.371, Annex A): for each key one number, the
 * time at which all that it has done would be done at its rate. A key may be ahead of the clock by the burst. Any
 * thread; takes no lock, except to add a key.
 *
 * <p>A key that is not ahead of the clock is as good as unknown, and is dropped when there are too many. If all are in
 * use, further ones share one limit: a flood of new addresses gets no more than one of them would.
 */
final class RateLimiter {
    private static final String OTHERS = "";
    private static final long SWEEP_INTERVAL = TimeUnit.SECONDS.toNanos(1);
    /** In place of a time: the key has been dropped. */
    private static final long DROPPED = Long.MIN_VALUE;

    private final ConcurrentHashMap<String, AtomicLong> busyUntil = new ConcurrentHashMap<>();
    private final Rate rate;
    private final int maxKeys;
    private final LongSupplier nanoTime;
    private final long start;
    private final AtomicLong nextSweep = new AtomicLong();

    RateLimiter(Rate rate, int maxKeys, LongSupplier nanoTime) {
        this.rate = rate;
        this.maxKeys = maxKeys;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    Rate rate() {
        return rate;
    }

    /**
     * How long this key has to wait before {@code units} are allowed; 0 if they are now. More than the burst are allowed
     * when the burst is, so that a large batch is possible at all; what follows then waits for it.
     */
    long waitNanos(String key, int units) {
        long room = rate.windowNanos() - Math.min(units, rate.burst()) * rate.unitNanos();
        return Math.max(0, aheadNanos(key) - room);
    }

    /** How far ahead of the clock this key is; 0 if it has the whole burst. */
    long aheadNanos(String key) {
        AtomicLong known = busyUntil.get(key);
        if (known == null && busyUntil.size() >= maxKeys) {
            known = busyUntil.get(OTHERS);
        }
        return known == null ? 0 : Math.max(0, known.get() - now());
    }

    /** Charges {@code units} to this key. */
    void charge(String key, int units) {
        long cost = units * rate.unitNanos();
        long now = now();
        while (!advance(find(key, now), now, cost)) {
            // Another thread has charged or dropped the key: again, with what there is now.
        }
    }

    int size() {
        return busyUntil.size();
    }

    private static boolean advance(AtomicLong until, long now, long cost) {
        long before = until.get();
        return before != DROPPED && until.compareAndSet(before, Math.max(before, now) + cost);
    }

    private AtomicLong find(String key, long now) {
        AtomicLong known = busyUntil.get(key);
        if (known != null) {
            return known;
        }
        if (busyUntil.size() >= maxKeys) {
            sweep(now);
        }
        String free = busyUntil.size() >= maxKeys ? OTHERS : key;
        return busyUntil.computeIfAbsent(free, unknown -> new AtomicLong(now));
    }

    /** Drops what is not ahead of the clock, at most once a second: it looks at every key. */
    private void sweep(long now) {
        long next = nextSweep.get();
        if (now < next || !nextSweep.compareAndSet(next, now + SWEEP_INTERVAL)) {
            return;
        }
        busyUntil.forEach((key, until) -> {
            long value = until.get();
            if (value <= now && until.compareAndSet(value, DROPPED)) {
                busyUntil.remove(key, until);
            }
        });
    }

    private long now() {
        return nanoTime.getAsLong() - start;
    }
}
