package io.polyloop.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/**
 * Measures the lag of an event loop: a timer fires late while another task occupies the loop. Deployed once for each
 * event loop.
 */
public final class LoopLagVerticle extends VerticleBase {
    private static final long PERIOD_MS = 500;

    private final Timer lag;
    private final StuckLoopDetector detector;
    private long due;

    /** @param detector monitors this event loop while the verticle is deployed */
    public LoopLagVerticle(MeterRegistry registry, StuckLoopDetector detector) {
        this.detector = detector;
        lag = Timer.builder("polyloop.loop.lag")
                .description("delay of the timers on the event loops")
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
