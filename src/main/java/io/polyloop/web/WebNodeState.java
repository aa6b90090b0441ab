package io.polyloop.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.polyloop.config.RateSettings;
import io.polyloop.limit.Limits;
import io.polyloop.live.LiveMetrics;
import io.polyloop.live.SubscriberCounts;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** State that the web verticles of one node share. Thread-safe. */
public final class WebNodeState {
    private final LiveMetrics live;
    private final NodeConnections liveConnections;
    private final HttpMetrics http;
    private final RefusalMetrics refusals;
    private final Limits limits;
    private final Supplier<Set<String>> peers;
    private final SubscriberCounts subscribers = new SubscriberCounts();
    private final AtomicInteger connections = new AtomicInteger();
    private final CertificateState certificate;
    private volatile int port;
    private volatile boolean isDraining;

    /** @param peers the nodes, by their ids, that this one hears; called on any event loop */
    public WebNodeState(RateSettings rates, MeterRegistry registry, Supplier<Set<String>> peers) {
        this.peers = peers;
        limits = new Limits(rates, registry);
        live = new LiveMetrics(registry);
        liveConnections = new NodeConnections(registry);
        http = new HttpMetrics(registry, connections);
        refusals = new RefusalMetrics(registry);
        certificate = new CertificateState(registry);
    }

    /** The port that the public server listens on; 0 before it does. */
    public int port() {
        return port;
    }

    /** From now on every response closes its connection, so that clients connect to another node. */
    public void startDraining() {
        isDraining = true;
    }

    boolean isDraining() {
        return isDraining;
    }

    LiveMetrics liveMetrics() {
        return live;
    }

    /** The WebSockets and event streams of this node. */
    public NodeConnections liveConnections() {
        return liveConnections;
    }

    RefusalMetrics refusals() {
        return refusals;
    }

    HttpMetrics httpMetrics() {
        return http;
    }

    /** How many subscriptions there are on this node. */
    public SubscriberCounts subscribers() {
        return subscribers;
    }

    Supplier<Set<String>> peers() {
        return peers;
    }

    Limits limits() {
        return limits;
    }

    CertificateState certificate() {
        return certificate;
    }

    AtomicInteger connections() {
        return connections;
    }

    void setPort(int actualPort) {
        port = actualPort;
    }
}
