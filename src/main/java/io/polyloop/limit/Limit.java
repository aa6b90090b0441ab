package io.polyloop.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.config.RateSettings;
import java.util.function.LongSupplier;

/** One limit: the rate of each key, and how much was refused. Any thread. */
final class Limit {
    private final String name;
    private final RateLimiter limiter;
    private final Counter refused;

    private Limit(String name, RateLimiter limiter, Counter refused) {
        this.name = name;
        this.limiter = limiter;
        this.refused = refused;
    }

    boolean isOn() {
        return limiter != null;
    }

    /** What {@code units} of {@code key} would have to wait for, without charging them; counts a refusal. */
    Quota check(String key, int units) {
        long wait = units == 0 ? 0 : limiter.waitNanos(key, units);
        if (wait > 0) {
            refused.increment();
        }
        return Quota.of(name, limiter, key, wait);
    }

    /** Charges {@code units} of {@code key}, and returns what is left. */
    Quota charge(String key, int units) {
        if (units > 0) {
            limiter.charge(key, units);
        }
        return Quota.of(name, limiter, key, 0);
    }

    /** Creates the limits of a node. */
    record Factory(RateSettings settings, MeterRegistry registry, LongSupplier nanoTime) {
        /** @param burst how many seconds' worth may come at once */
        Limit create(String name, int perSecond, int burst) {
            if (perSecond == 0) {
                return new Limit(name, null, null);
            }
            Counter refused = Counter.builder("polyloop.rate.refusals")
                    .description("what a rate limit refused")
                    .tag("limit", name)
                    .register(registry);
            Rate rate = new Rate(perSecond, Math.multiplyExact(perSecond, burst));
            return new Limit(name, new RateLimiter(rate, settings.keys(), nanoTime), refused);
        }
    }
}
