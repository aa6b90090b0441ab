package io.polyloop.cluster;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that peers, nodes of the cluster or not, open to one of its ports. Until a peer has said which node
 * it is, it may hold neither a connection for long nor much memory. Refusals are counted, and logged at most once in
 * {@value #LOG_INTERVAL_SECONDS} seconds. Safe for all threads.
 */
final class ConnectionAdmission {
    /** Why a connection is closed, as the tag {@code reason} of {@code polyloop.cluster.refused}. */
    enum Refusal {
        /** Too many peers have not said who they are. */
        CROWDED,
        /** It did not say in time who it is. */
        SILENT,
        /** It does not speak the protocol of this port. */
        PROTOCOL,
        /** It names a node that is no member. */
        STRANGER,
        /** It announces a message larger than the bound. */
        TOO_LARGE;

        private String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Bytes that a peer may send before it is known. What nodes say first is smaller. */
    static final int UNIDENTIFIED_BYTES = 64 * 1024;

    private static final long LOG_INTERVAL_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionAdmission.class);

    private final String port;
    private final int maxUnidentified;
    private final MeterRegistry registry;
    private final AtomicInteger unidentified = new AtomicInteger();
    private final AtomicLong unlogged = new AtomicLong();
    private final AtomicReference<Long> lastLog = new AtomicReference<>();

    /**
     * @param port the setting that names it, such as {@code cluster.bus-port}
     * @param maxUnidentified how many connections may be open whose peer is not known yet
     */
    ConnectionAdmission(String port, int maxUnidentified, MeterRegistry registry) {
        this.port = port;
        this.maxUnidentified = maxUnidentified;
        this.registry = registry;
    }

    /** A connection was opened; {@link #released} has to follow, if this was true. */
    boolean admit() {
        if (unidentified.incrementAndGet() <= maxUnidentified) {
            return true;
        }
        unidentified.decrementAndGet();
        return false;
    }

    /** Its peer is known, or it is closed. */
    void released() {
        unidentified.decrementAndGet();
    }

    /** How many connections are open whose peer is not known. */
    int unidentified() {
        return unidentified.get();
    }

    /** Counts a refusal. {@code peer} is its address. */
    void refused(Refusal reason, Object peer) {
        registry.counter("polyloop.cluster.refused", "port", port, "reason", reason.tag())
                .increment();
        unlogged.incrementAndGet();
        Long last = lastLog.get();
        long now = System.nanoTime();
        boolean due = last == null || now - last > TimeUnit.SECONDS.toNanos(LOG_INTERVAL_SECONDS);
        if (due && lastLog.compareAndSet(last, now)) {
            LOG.warn(
                    "{} refused {} connections, the last from {}: {}; only nodes of this cluster may reach this port",
                    port,
                    unlogged.getAndSet(0),
                    peer,
                    reason.tag());
        }
    }
}
