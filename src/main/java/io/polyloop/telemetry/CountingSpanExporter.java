package io.polyloop.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the spans that wait for their export and those that are lost, and logs a failure once a minute. */
final class CountingSpanExporter implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(CountingSpanExporter.class);
    private static final long WARN_NANOS = Duration.ofMinutes(1).toNanos();

    private final SpanExporter exporter;
    private final int limit;
    private final Counter dropped;
    private final AtomicInteger queued = new AtomicInteger();
    private final LongSupplier nanos;
    private final AtomicLong nextWarning;

    /**
     * @param limit spans in the queue and in the export in progress
     * @param nanos a clock in nanoseconds
     */
    CountingSpanExporter(SpanExporter exporter, int limit, MeterRegistry registry, LongSupplier nanos) {
        this.exporter = exporter;
        this.limit = limit;
        this.nanos = nanos;
        this.nextWarning = new AtomicLong(nanos.getAsLong());
        this.dropped = Counter.builder("polyloop.traces.dropped")
                .description("spans that were not exported, because the queue was full or the collector failed")
                .register(registry);
    }

    /** Takes a place in the queue, or counts the span as dropped. */
    boolean tryEnqueue() {
        if (queued.incrementAndGet() <= limit) {
            return true;
        }
        queued.decrementAndGet();
        drop(1, "traces.queue is full");
        return false;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int count = spans.size();
        CompletableResultCode result = exporter.export(spans);
        result.whenComplete(() -> {
            queued.addAndGet(-count);
            if (!result.isSuccess()) {
                drop(count, "the collector did not take them; check traces.endpoint");
            }
        });
        return result;
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private void drop(int count, String reason) {
        dropped.increment(count);
        long due = nextWarning.get();
        long now = nanos.getAsLong();
        if (now - due >= 0 && nextWarning.compareAndSet(due, now + WARN_NANOS)) {
            LOG.warn("spans are dropped: {}", reason);
        }
    }
}
