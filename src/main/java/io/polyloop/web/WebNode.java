package io.polyloop.web;

import io.polyloop.live.LiveMetrics;
import io.polyloop.live.Subscribers;
import java.util.concurrent.atomic.AtomicInteger;

/** What the web verticles of one node share. Safe for use by all event loops. */
public final class WebNode {
    private final LiveMetrics metrics;
    private final Subscribers subscribers = new Subscribers();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int port;

    public WebNode(LiveMetrics metrics) {
        this.metrics = metrics;
    }

    /** The port that the public server listens on; 0 before it does. */
    public int port() {
        return port;
    }

    LiveMetrics metrics() {
        return metrics;
    }

    Subscribers subscribers() {
        return subscribers;
    }

    AtomicInteger connections() {
        return connections;
    }

    void listening(int actualPort) {
        port = actualPort;
    }
}
