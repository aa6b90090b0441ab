package io.polyloop.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/** What all hubs of a node tell of themselves. Called from every event loop. */
public final class LiveMetrics {
    private final LongAdder subscriptions = new LongAdder();
    private final LongAdder waiting = new LongAdder();
    private final LongAdder outboxBytes = new LongAdder();
    private final Counter deliveries;
    private final Counter catchUps;
    private final Counter skipped;

    public LiveMetrics(MeterRegistry registry) {
        Gauge.builder("polyloop.live.subscriptions", subscriptions, LongAdder::sum)
                .description("subscriptions of this node")
                .register(registry);
        Gauge.builder("polyloop.live.pending.reads", waiting, LongAdder::sum)
                .description("subscriptions that wait for their turn to have the journal read")
                .register(registry);
        Gauge.builder("polyloop.live.outbox", outboxBytes, LongAdder::sum)
                .baseUnit("bytes")
                .description("bytes written to connections that the kernel has not taken yet")
                .register(registry);
        deliveries = Counter.builder("polyloop.live.deliveries")
                .description("messages written to subscribers")
                .register(registry);
        catchUps = Counter.builder("polyloop.live.catchups")
                .description("pages read from the journal for subscriptions")
                .register(registry);
        skipped = Counter.builder("polyloop.live.skipped")
                .description("messages left out for slow consumers that asked for the latest only")
                .register(registry);
    }

    void subscriptions(int change) {
        subscriptions.add(change);
    }

    void waiting(int change) {
        waiting.add(change);
    }

    void outbox(int bytes) {
        outboxBytes.add(bytes);
    }

    void delivered(int messages) {
        deliveries.increment(messages);
    }

    void catchUp() {
        catchUps.increment();
    }

    void skipped(long messages) {
        skipped.increment(messages);
    }
}
