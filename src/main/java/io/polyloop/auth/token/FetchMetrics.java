package io.polyloop.auth.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** The metrics of one issuer's keys. */
final class FetchMetrics {
    private final MeterRegistry registry;
    private final String issuer;
    private final Counter succeeded;
    private final Counter failed;

    FetchMetrics(MeterRegistry registry, String issuer) {
        this.registry = registry;
        this.issuer = issuer;
        this.succeeded = fetches("ok");
        this.failed = fetches("failed");
    }

    private Counter fetches(String outcome) {
        return Counter.builder("polyloop.auth.keys.fetches")
                .description("fetches of an issuer's keys")
                .tag("issuer", issuer)
                .tag("outcome", outcome)
                .register(registry);
    }

    /** @param seconds NaN if there are no keys */
    void age(Supplier<Number> seconds) {
        Gauge.builder("polyloop.auth.keys.age", seconds)
                .description("time since an issuer's keys were fetched")
                .baseUnit("seconds")
                .tag("issuer", issuer)
                .register(registry);
    }

    void fetched(boolean successfully) {
        (successfully ? succeeded : failed).increment();
    }
}
