package io.polyloop.web;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs when refusals with one code start and when they have stopped. Thread-safe. */
final class OverloadLog {
    /**
     * Refusals end after so long without one. If it were shorter, each burst of a steady overload would log two lines.
     */
    private static final long QUIET_SECONDS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(OverloadLog.class);

    private final String code;
    private final LongSupplier nanoTime;
    private final AtomicBoolean refusing = new AtomicBoolean();
    private final LongAdder refused = new LongAdder();
    private volatile long first;
    private volatile long last;

    OverloadLog(String code, LongSupplier nanoTime) {
        this.code = code;
        this.nanoTime = nanoTime;
    }

    void add(Protocol protocol, String detail) {
        refused.increment();
        last = nanoTime.getAsLong();
        if (!refusing.get() && refusing.compareAndSet(false, true)) {
            first = last;
            LOG.warn("started to refuse requests with {}, over {}: {}", code, protocol.label(), detail);
        }
    }

    void endIfQuiet() {
        if (refusing.get()
                && seconds(last, nanoTime.getAsLong()) >= QUIET_SECONDS
                && refusing.compareAndSet(true, false)) {
            LOG.info(
                    "stopped refusing requests with {} after {} s and {} refusals",
                    code,
                    Math.max(1, seconds(first, last)),
                    refused.sumThenReset());
        }
    }

    private static long seconds(long from, long to) {
        return TimeUnit.NANOSECONDS.toSeconds(to - from);
    }
}
