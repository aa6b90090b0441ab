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
 * Admits connections to one of the cluster ports, which any peer can open. Until a peer has identified itself as a node,
 * the time and the memory of its connection are limited. Refusals are counted, and logged at most once in
 * {@value #LOG_INTERVAL_SECONDS} seconds. Thread-safe.
 */
final class ConnectionAdmission {
    /** Why a connection is closed: the tag {@code reason} of {@code polyloop.cluster.refused}. */
    enum Refusal {
        /** Too many connections have an unidentified peer. */
        CROWDED,
        /** The peer did not identify itself in time. */
        SILENT,
        /** The peer uses another protocol. */
        PROTOCOL,
        /** The peer names a node that is not a member. */
        STRANGER,
        /** The peer announces a message larger than {@code cluster.max-frame}. */
        TOO_LARGE;

        private String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Maximum bytes from an unidentified peer. The first message of a node is smaller. */
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
     * @param port the setting of the port, such as {@code cluster.bus-port}
     * @param maxUnidentified maximum open connections with an unidentified peer
     */
    ConnectionAdmission(String port, int maxUnidentified, MeterRegistry registry) {
        this.port = port;
        this.maxUnidentified = maxUnidentified;
        this.registry = registry;
    }

    /** Admits a new connection. If this returns true, {@link #released} must follow. */
    boolean admit() {
        if (unidentified.incrementAndGet() <= maxUnidentified) {
            return true;
        }
        unidentified.decrementAndGet();
        return false;
    }

    /** Called when the peer of an admitted connection has identified itself or the connection is closed. */
    void released() {
        unidentified.decrementAndGet();
    }

    /** The number of open connections with an unidentified peer. */
    int unidentified() {
        return unidentified.get();
    }

    /** Counts a refused connection; {@code peer} is the address of its peer. */
    void refused(Refusal reason, Object peer) {
        registry.counter("polyloop.cluster.refused", "port", port, "reason", reason.tag())
                .increment();
        unlogged.incrementAndGet();
        Long last = lastLog.get();
        long now = System.nanoTime();
        boolean due = last == null || now - last > TimeUnit.SECONDS.toNanos(LOG_INTERVAL_SECONDS);
        if (due && lastLog.compareAndSet(last, now)) {
            LOG.warn(
                    "{} refused {} connections, the last from {}: {}; only nodes of this cluster should be able to reach this port",
                    port,
                    unlogged.getAndSet(0),
                    peer,
                    reason.tag());
        }
    }
}
