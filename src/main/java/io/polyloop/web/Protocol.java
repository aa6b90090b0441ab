package io.polyloop.web;

import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** The protocol that a client speaks, as metrics, log lines and the audit log name it. */
enum Protocol {
    HTTP,
    SSE,
    WEBSOCKET;

    private static final String KEY = Protocol.class.getName();

    /** Marks a request that asks for this protocol. */
    void mark(RoutingContext context) {
        context.put(KEY, this);
    }

    static Protocol of(RoutingContext context) {
        return context.get(KEY, HTTP);
    }

    /** As a label of metrics, and in the audit log. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
