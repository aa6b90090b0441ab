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
 * Finds a heap that is full, from a thread of its own: either it gives this thread no memory, or collecting garbage
 * takes nearly all the time and frees nearly nothing. Then threads make hardly any progress, though not all of them
 * fail.
 */
final class HeapExhaustionDetector {
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(250);

    /** Bytes allocated at each look. A heap that cannot give them serves no request. */
    private static final int SAMPLE = 64 << 10;

    /** Looks in a row that find the heap full and the collector busy. A burst of garbage ends sooner. */
    private static final int EXHAUSTED_AFTER = 12;

    /** Of the old generation, after its last collection. */
    private static final double FULL = 0.95;

    /** Of the time between two looks. */
    private static final double BUSY = 0.8;

    private final Runnable onExhausted;
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
            // Concurrent collectors take time beside the threads, not from them.
            .filter(collector -> !collector.getName().matches(".*(Concurrent|Cycles).*"))
            .toList();
    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
            .filter(pool -> !pool.getName().matches(".*(Eden|Survivor).*"))
            .toList();
    // watching thread only
    private byte[] sample;
    private int exhaustedSamples;

    /** @param full is run once, with hardly any memory left */
    HeapExhaustionDetector(Runnable full) {
        this.onExhausted = full;
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
                // Kept until the next look, or the compiler would leave it out.
                sample = new byte[SAMPLE];
                long now = System.nanoTime();
                long total = collecting();
                exhaustedSamples = (total - spent) > (now - last) * BUSY && isFull() ? exhaustedSamples + 1 : 0;
                last = now;
                spent = total;
            }
        } catch (OutOfMemoryError none) {
            // This is what the thread watches for.
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
