package io.polyloop.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/** The metrics of all hubs of a node. Called from every event loop. */
public final class LiveMetrics {
    private final LongAdder subscriptions = new LongAdder();
    private final LongAdder pendingReads = new LongAdder();
    private final LongAdder pendingBytes = new LongAdder();
    private final Counter deliveries;
    private final Counter pageReads;
    private final Counter skipped;

    public LiveMetrics(MeterRegistry registry) {
        Gauge.builder("polyloop.live.subscriptions", subscriptions, LongAdder::sum)
                .description("subscriptions of this node")
                .register(registry);
        Gauge.builder("polyloop.live.pending.reads", pendingReads, LongAdder::sum)
                .description("subscriptions that wait for a read of the journal")
                .register(registry);
        Gauge.builder("polyloop.live.outbox", pendingBytes, LongAdder::sum)
                .baseUnit("bytes")
                .description("bytes written to connections that the kernel has not accepted yet")
                .register(registry);
        deliveries = Counter.builder("polyloop.live.deliveries")
                .description("messages written to subscribers")
                .register(registry);
        pageReads = Counter.builder("polyloop.live.catchups")
                .description("pages read from the journal for subscriptions")
                .register(registry);
        skipped = Counter.builder("polyloop.live.skipped")
                .description("messages skipped for slow consumers that asked for the newest only")
                .register(registry);
    }

    void subscriptions(int change) {
        subscriptions.add(change);
    }

    void pendingReads(int change) {
        pendingReads.add(change);
    }

    void pendingBytes(int bytes) {
        pendingBytes.add(bytes);
    }

    void delivered(int messages) {
        deliveries.increment(messages);
    }

    void pageRead() {
        pageReads.increment();
    }

    void skipped(long messages) {
        skipped.increment(messages);
    }
}
