package io.polyloop.cluster;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.internals.PeerAdmission;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits connections to one of the cluster ports, which any peer can open. Until a peer has identified itself as a node,
 * the time and the memory of its connection are limited. Refusals are counted, and logged at most once in
 * {@value #LOG_INTERVAL_SECONDS} seconds. Thread-safe.
 */
final class ConnectionAdmission implements PeerAdmission {
    private static final long LOG_INTERVAL_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionAdmission.class);

    private final String port;
    private final int maxUnidentified;
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
    private final AtomicInteger unidentified = new AtomicInteger();
    private final AtomicLong unlogged = new AtomicLong();
    private final AtomicReference<Long> lastLog = new AtomicReference<>();

    /**
     * @param port the setting of the port, such as {@code cluster.bus-port}
     * @param maxUnidentified maximum open connections with an unidentified peer
     */
    ConnectionAdmission(String port, int maxUnidentified, MeterRegistry registry) {
        this.port = port;
        this.maxUnidentified = maxUnidentified;
        // Before the first refusal: Prometheus does not see the increase from an absent series to its first value.
        for (Refusal reason : Refusal.values()) {
            refused.put(
                    reason,
                    Counter.builder("polyloop.cluster.refused")
                            .description("connections that a cluster port refused")
                            .tag("port", port)
                            .tag("reason", label(reason))
                            .register(registry));
        }
    }

    private static String label(Refusal reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean admit() {
        if (unidentified.incrementAndGet() <= maxUnidentified) {
            return true;
        }
        unidentified.decrementAndGet();
        return false;
    }

    @Override
    public void released() {
        unidentified.decrementAndGet();
    }

    /** The number of open connections with an unidentified peer. */
    int unidentified() {
        return unidentified.get();
    }

    @Override
    public void refused(Refusal reason, Object peer) {
        refused.get(reason).increment();
        unlogged.incrementAndGet();
        Long last = lastLog.get();
        long now = System.nanoTime();
        boolean due = last == null || now - last > TimeUnit.SECONDS.toNanos(LOG_INTERVAL_SECONDS);
        if (due && lastLog.compareAndSet(last, now)) {
            LOG.warn(
                    "{} refused {} connection(s), the last from {}: {}; only nodes of this cluster should be able to reach this port",
                    port,
                    unlogged.getAndSet(0),
                    peer,
                    label(reason));
        }
    }
}
