package io.polyloop.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/**
 * How late an event loop is: a timer that is due and does not run waits behind something that takes long. Deployed
 * once for each event loop.
 */
public final class LoopLagVerticle extends VerticleBase {
    private static final long PERIOD_MS = 500;

    private final Timer lag;
    private final StuckLoopDetector detector;
    private long due;

    /** @param watch gets this event loop while the verticle runs */
    public LoopLagVerticle(MeterRegistry registry, StuckLoopDetector watch) {
        this.detector = watch;
        lag = Timer.builder("polyloop.loop.lag")
                .description("how late timers of the event loops run")
                .register(registry);
    }

    @Override
    public Future<?> start() {
        detector.add(context);
        due = System.nanoTime() + Duration.ofMillis(PERIOD_MS).toNanos();
        vertx.setPeriodic(PERIOD_MS, tick -> measure());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        detector.remove(context);
        return Future.succeededFuture();
    }

    private void measure() {
        long now = System.nanoTime();
        lag.record(Duration.ofNanos(Math.max(0, now - due)));
        due = now + Duration.ofMillis(PERIOD_MS).toNanos();
    }
}
