package io.polyloop.web;

import io.polyloop.config.HttpSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections of one event loop and how long each may still take for its exchange. An idle timeout alone would let
 * a client live for ever on a byte a second; here a request and its answer have one deadline together.
 */
final class Connections {
    private static final long SWEEPS_PER_TIMEOUT = 8;

    private final Vertx vertx;
    private final long requestNanos;
    private final long keepAliveNanos;
    private final AtomicInteger open;
    private final int limit;
    // event loop only
    private final Map<HttpConnection, Long> deadlines = new HashMap<>();

    /** @param open connections of the whole node, shared by all event loops */
    Connections(Vertx vertx, HttpSettings settings, AtomicInteger open, int limit) {
        this.vertx = vertx;
        this.requestNanos = settings.requestTimeout().toNanos();
        this.keepAliveNanos = settings.keepAlive().toNanos();
        this.open = open;
        this.limit = limit;
    }

    void start() {
        long shortest = Math.min(requestNanos, keepAliveNanos);
        vertx.setPeriodic(Math.max(1, shortest / SWEEPS_PER_TIMEOUT / 1_000_000), tick -> closeOverdue());
    }

    /** A client connected; past the limit it is closed, as a file descriptor each is what a flood takes first. */
    void opened(HttpConnection connection) {
        if (open.incrementAndGet() > limit) {
            open.decrementAndGet();
            connection.close();
            return;
        }
        deadlines.put(connection, System.nanoTime() + requestNanos);
        connection.closeHandler(closed -> {
            open.decrementAndGet();
            deadlines.remove(connection);
        });
    }

    /** Gives each request its time, its answer the same again, and the next request the longer one of keep-alive. */
    void onRequest(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        rearm(connection, requestNanos);
        context.addHeadersEndHandler(begun -> rearm(connection, requestNanos));
        context.addEndHandler(ended -> rearm(connection, keepAliveNanos));
        context.next();
    }

    /** An answer that does not end, such as an event stream, looks after itself. */
    void unlimited(HttpConnection connection) {
        deadlines.remove(connection);
    }

    /** A WebSocket takes the connection over, and with it the close event; it has to call what is returned. */
    Runnable upgraded(HttpConnection connection) {
        deadlines.remove(connection);
        connection.closeHandler(null);
        return open::decrementAndGet;
    }

    private void rearm(HttpConnection connection, long nanos) {
        deadlines.computeIfPresent(connection, (key, deadline) -> System.nanoTime() + nanos);
    }

    private void closeOverdue() {
        long now = System.nanoTime();
        List<HttpConnection> overdue = deadlines.entrySet().stream()
                .filter(entry -> now - entry.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList();
        overdue.forEach(Wire::cut);
    }
}
