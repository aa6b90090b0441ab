package io.polyloop.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The metrics of the journal: size and duration of commits, failures, and pending work. */
final class JournalMetrics {
    /** Bounds of the histogram of commits. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final DistributionSummary batch;
    private final Timer commit;
    private final Counter failures;
    /** By the code of their end. */
    private final Map<String, Timer> transactions = new HashMap<>();

    JournalMetrics(MeterRegistry registry, Supplier<Number> pending, JournalWorkers workers) {
        this.registry = registry;
        this.batch = DistributionSummary.builder("polyloop.journal.batch")
                .description("appends and units of work committed in one transaction")
                .publishPercentileHistogram(false)
                .register(registry);
        this.commit = Timer.builder("polyloop.journal.commit")
                .description("time of one transaction, from its begin until it is durable")
                // What users notice: an alert counts the commits above one of these.
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
        this.failures = Counter.builder("polyloop.journal.failures")
                .description("commits that failed")
                .register(registry);
        Gauge.builder("polyloop.journal.pending", pending)
                .description("messages, and statements of units of work, that wait for their commit")
                .register(registry);
        pendingReads("requests", workers.requests());
        pendingReads("catch-up", workers.catchUp());
        pendingReads("heads", workers.heads());
        pendingReads("queries", workers.queries());
        pendingReads("credentials", workers.credentials());
        pendingReads("revocations", workers.revocations());
    }

    private void pendingReads(String purpose, BoundedPool readers) {
        Gauge.builder("polyloop.journal.pending.reads", readers, BoundedPool::pending)
                .description("reads, and writes of credentials and revocations, that wait for a connection or run")
                .tag("for", purpose)
                .register(registry);
        Gauge.builder("polyloop.journal.pending.reads.limit", readers, BoundedPool::limit)
                .description("pending reads from which on further ones are refused")
                .tag("for", purpose)
                .register(registry);
    }

    /** Adds those of transactions. */
    void add(Transactions transactions) {
        Gauge.builder("polyloop.sql.transactions.pending", transactions, Transactions::pending)
                .description("transactions of verticles that wait or run")
                .register(registry);
        Gauge.builder("polyloop.sql.transactions.stuck", transactions, Transactions::stuck)
                .description("functions that have not returned after the end of their transaction")
                .register(registry);
        Gauge.builder("polyloop.sql.transactions.stuck.limit", () -> TransactionThreads.MAX_STUCK)
                .description("stuck functions from which on transactions are refused")
                .register(registry);
    }

    Timer.Sample startTransaction() {
        return Timer.start(registry);
    }

    /** @param code of the refusal, or ok */
    void stopTransaction(Timer.Sample sample, String code) {
        sample.stop(transactions.computeIfAbsent(code, one -> Timer.builder("polyloop.sql.transaction")
                .description("time of one transaction of a verticle, with its wait")
                .tag("code", one)
                .register(registry)));
    }

    /** @param size appends and units of work of the batch */
    Timer.Sample start(int size) {
        batch.record(size);
        return Timer.start(registry);
    }

    void stop(Timer.Sample sample, boolean succeeded) {
        sample.stop(commit);
        if (!succeeded) {
            failures.increment();
        }
    }
}
