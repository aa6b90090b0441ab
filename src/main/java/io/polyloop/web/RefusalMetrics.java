package io.polyloop.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Counts everything that the node refuses, by transport and code. Overload refuses thousands: of retryable
 * problems the log has one line when refusals begin and one when they have ended. Called from every event loop.
 */
final class RefusalMetrics {
    private record Kind(Protocol protocol, String code) {}

    private final MeterRegistry registry;
    // Codes are those of the catalogue: nothing that a client sends makes a new series.
    private final Map<Kind, Counter> counters = new ConcurrentHashMap<>();
    private final Map<Problem, OverloadLog> overloadLogs;

    RefusalMetrics(MeterRegistry registry) {
        this(registry, System::nanoTime);
    }

    RefusalMetrics(MeterRegistry registry, LongSupplier nanoTime) {
        this.registry = registry;
        this.overloadLogs = Arrays.stream(Problem.values())
                .filter(Problem::retryable)
                .collect(Collectors.toMap(
                        problem -> problem,
                        problem -> new OverloadLog(problem.code(), nanoTime),
                        (one, other) -> one,
                        () -> new EnumMap<>(Problem.class)));
        overloadLogs.keySet().forEach(this::register);
    }

    /** Before its first event: Prometheus does not see the increase from a series that is absent to its first value. */
    private void register(Problem problem) {
        for (Protocol protocol : Protocol.values()) {
            counters.computeIfAbsent(new Kind(protocol, problem.code()), this::counter);
        }
    }

    void add(Protocol protocol, ProblemException refusal) {
        Problem problem = refusal.problem();
        counters.computeIfAbsent(new Kind(protocol, problem.code()), this::counter)
                .increment();
        OverloadLog overload = overloadLogs.get(problem);
        if (overload != null) {
            overload.add(protocol, refusal.getMessage());
        }
    }

    /** Says in the log what has ended; to be called every second or so. */
    void logEnded() {
        overloadLogs.values().forEach(OverloadLog::endIfQuiet);
    }

    private Counter counter(Kind kind) {
        return Counter.builder("polyloop.refusals")
                .description("requests and frames that were refused")
                .tag("transport", kind.protocol().label())
                .tag("code", kind.code())
                .register(registry);
    }
}
