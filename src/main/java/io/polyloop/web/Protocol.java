package io.polyloop.web;

import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** What a client speaks, to tell in metrics whom something happened to. */
enum Protocol {
    HTTP,
    SSE,
    WEBSOCKET;

    private static final String KEY = Protocol.class.getName();

    /** Says that this request asks for more than an answer of HTTP. */
    void mark(RoutingContext context) {
        context.put(KEY, this);
    }

    static Protocol of(RoutingContext context) {
        return context.get(KEY, HTTP);
    }

    /** As a label of metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
