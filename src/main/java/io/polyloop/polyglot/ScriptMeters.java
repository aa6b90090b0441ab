package io.polyloop.polyglot;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Metrics of one script verticle, with its configured name as a tag. Safe to use from any thread. */
final class ScriptMeters {
    private final MeterRegistry registry;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();
    private final Timer answered;
    private final Timer refused;
    private final Timer failed;
    private final Counter restarts;
    private final Counter stuck;
    private final Counter reloads;
    private final Counter failedReloads;

    ScriptMeters(MeterRegistry registry, String language, String verticle) {
        this.registry = registry;
        tags = Tags.of("language", language, "verticle", verticle);
        answered = calls("ok");
        refused = calls("refused");
        failed = calls("failed");
        restarts = track(Counter.builder("polyloop.script.restarts")
                .description("restarts of a script that failed repeatedly")
                .tags(tags)
                .register(registry));
        stuck = track(Counter.builder("polyloop.script.stuck")
                .description("calls that did not end when they were interrupted")
                .tags(tags)
                .register(registry));
        reloads = reloads("ok");
        failedReloads = reloads("failed");
    }

    void answered(long nanos) {
        answered.record(nanos, TimeUnit.NANOSECONDS);
    }

    void refused(long nanos) {
        refused.record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(long nanos) {
        failed.record(nanos, TimeUnit.NANOSECONDS);
    }

    void restarted() {
        restarts.increment();
    }

    void stuck() {
        stuck.increment();
    }

    void reloaded(boolean worked) {
        (worked ? reloads : failedReloads).increment();
    }

    /** Removes the meters: the registry would otherwise report a removed verticle forever. */
    void close() {
        meters.forEach(registry::remove);
    }

    private Timer calls(String outcome) {
        return track(Timer.builder("polyloop.script.calls")
                .description("from a message or timer until its handler in a script has answered")
                .tags(tags.and("outcome", outcome))
                .register(registry));
    }

    private Counter reloads(String outcome) {
        return track(Counter.builder("polyloop.script.reloads")
                .description("changed scripts that were deployed, or kept out because they cannot start")
                .tags(tags.and("outcome", outcome))
                .register(registry));
    }

    private <M extends Meter> M track(M meter) {
        meters.add(meter);
        return meter;
    }
}
