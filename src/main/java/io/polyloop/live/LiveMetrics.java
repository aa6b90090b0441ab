package io.polyloop.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The metrics of all hubs of a node. Called from every event loop. */
public final class LiveMetrics {
    /** Bounds of the histogram of news. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final LongAdder subscriptions = new LongAdder();
    private final LongAdder pendingReads = new LongAdder();
    private final LongAdder pendingBytes = new LongAdder();
    private final LongAdder behind = new LongAdder();
    private final Timer newsDelay;
    private final Counter closedAsSlow;
    private final Counter deliveries;
    private final Counter pageReads;
    private final Counter skipped;

    public LiveMetrics(MeterRegistry registry) {
        Gauge.builder("polyloop.live.subscriptions", subscriptions, LongAdder::sum)
                .description("subscriptions of this node")
                .register(registry);
        Gauge.builder("polyloop.live.behind", behind, LongAdder::sum)
                .description("subscriptions that catch up, or whose connection is too slow, and so are not live")
                .register(registry);
        newsDelay = Timer.builder("polyloop.live.news.delay")
                .description("from a commit on any node until an event loop of this node delivers it")
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
        closedAsSlow = Counter.builder("polyloop.live.closed.slow")
                .description("live subscribers that were closed because they fell live.max-lag behind")
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

    void behind(int change) {
        behind.add(change);
    }

    /** @param committedAt in milliseconds since 1970, by the clock of the node that committed */
    void newsReceived(long committedAt) {
        newsDelay.record(Math.max(0, System.currentTimeMillis() - committedAt), TimeUnit.MILLISECONDS);
    }

    void closedAsSlow() {
        closedAsSlow.increment();
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
