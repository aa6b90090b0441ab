package io.polyloop.ops;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Detects an exhausted heap, on its own thread: an allocation fails, or garbage collection takes nearly all of the time
 * and frees nearly nothing. In that state threads hardly make progress, although not all of them fail.
 */
final class HeapExhaustionDetector {
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(250);

    /** Bytes allocated at each check. A heap without them cannot serve a request. */
    private static final int SAMPLE = 64 << 10;

    /** Consecutive checks with a full heap and a busy collector. A burst of garbage is over sooner. */
    private static final int EXHAUSTED_AFTER = 12;

    /** Used share of the old generation after its last collection. */
    private static final double FULL = 0.95;

    /** Share of the time between two checks that collections took. */
    private static final double BUSY = 0.8;

    private final Runnable onExhausted;
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
            // Concurrent collectors run beside the application threads.
            .filter(collector -> !collector.getName().matches(".*(Concurrent|Cycles).*"))
            .toList();
    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
            .filter(pool -> !pool.getName().matches(".*(Eden|Survivor).*"))
            .toList();
    // watching thread only
    private byte[] sample;
    private int exhaustedSamples;

    /** @param onExhausted runs once, with hardly any memory left */
    HeapExhaustionDetector(Runnable onExhausted) {
        this.onExhausted = onExhausted;
    }

    void start() {
        Thread thread = new Thread(this::run, "polyloop-heap");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    private void run() {
        try {
            long last = System.nanoTime();
            long spent = collecting();
            while (exhaustedSamples < EXHAUSTED_AFTER) {
                LockSupport.parkNanos(PERIOD);
                // In a field, or the compiler would remove the allocation.
                sample = new byte[SAMPLE];
                long now = System.nanoTime();
                long total = collecting();
                exhaustedSamples = (total - spent) > (now - last) * BUSY && isFull() ? exhaustedSamples + 1 : 0;
                last = now;
                spent = total;
            }
        } catch (OutOfMemoryError none) {
            // The heap is exhausted.
        }
        onExhausted.run();
    }

    private long collecting() {
        long millis = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            millis += collector.getCollectionTime();
        }
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private boolean isFull() {
        for (MemoryPoolMXBean pool : pools) {
            MemoryUsage after = pool.getCollectionUsage();
            if (after != null && after.getMax() > 0 && after.getUsed() > after.getMax() * FULL) {
                return true;
            }
        }
        return false;
    }
}
