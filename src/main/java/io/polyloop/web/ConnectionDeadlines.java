package io.polyloop.web;

import io.polyloop.config.HttpSettings;
import io.polyloop.internals.ConnectionAccess;
import io.polyloop.internals.ConnectionAccess.RequestProgress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The deadlines of the connections of one event loop. An idle timeout alone would let a client keep its connection
 * forever with a byte a second; here a request has a deadline to arrive, and its response a deadline to be read.
 */
final class ConnectionDeadlines {
    private static final long CHECKS_PER_TIMEOUT = 16;

    private final Vertx vertx;
    private final ConnectionAccess access;
    private final long checkIntervalMillis;
    private final long requestTicks;
    private final long keepAliveTicks;
    private final ConnectionLimit limit;
    private final BooleanSupplier draining;
    // event loop only
    private final Map<HttpConnection, RequestDeadline> deadlines = new HashMap<>();
    private long now;

    /** @param draining whether the connections of the node are about to be closed */
    ConnectionDeadlines(
            Vertx vertx,
            ConnectionAccess access,
            HttpSettings settings,
            ConnectionLimit limit,
            BooleanSupplier draining) {
        this.vertx = vertx;
        this.access = access;
        long requestMillis = settings.requestTimeout().toMillis();
        long keepAliveMillis = settings.keepAlive().toMillis();
        this.checkIntervalMillis = Math.max(1, Math.min(requestMillis, keepAliveMillis) / CHECKS_PER_TIMEOUT);
        this.requestTicks = ticks(requestMillis);
        this.keepAliveTicks = ticks(keepAliveMillis);
        this.limit = limit;
        this.draining = draining;
    }

    void start() {
        vertx.setPeriodic(checkIntervalMillis, tick -> closeOverdue());
    }

    /** Registers a new connection, or closes it above the limit. */
    void onConnect(HttpConnection connection, RequestProgress progress) {
        if (!limit.tryOpen(connection)) {
            connection.close();
            return;
        }
        deadlines.put(connection, new RequestDeadline(progress, now + requestTicks));
        connection.closeHandler(closed -> {
            limit.onClose();
            deadlines.remove(connection);
        });
    }

    /** Starts the deadline of a request. */
    void onRequest(RoutingContext context) {
        RequestDeadline exchange = deadlines.get(context.request().connection());
        if (exchange != null) {
            exchange.onRequest(context.request(), now + requestTicks);
        }
        if (draining.getAsBoolean()) {
            // The connection closes soon, and the next request of the client could already be on its way.
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        whenWritable(context);
    }

    // Vert.x does not wait for a client that sends requests without reading: all responses would be in memory.
    private static void whenWritable(RoutingContext context) {
        if (!context.response().writeQueueFull()) {
            context.next();
            return;
        }
        context.request().pause();
        context.response().drainHandler(drained -> {
            context.response().drainHandler(null);
            context.request().resume();
            context.next();
        });
    }

    /** Removes the deadline of a response that does not end, such as an event stream. */
    void remove(HttpConnection connection) {
        deadlines.remove(connection);
    }

    /** A WebSocket takes over the connection and its close event; it must call the result when it closes. */
    Runnable onUpgrade(HttpConnection connection) {
        deadlines.remove(connection);
        connection.closeHandler(null);
        return limit::onClose;
    }

    private long ticks(long millis) {
        return (millis + checkIntervalMillis - 1) / checkIntervalMillis;
    }

    private void closeOverdue() {
        now++;
        List<HttpConnection> overdue = deadlines.entrySet().stream()
                .filter(entry -> isOverdue(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        overdue.forEach(access::closeNow);
    }

    private boolean isOverdue(HttpConnection connection, RequestDeadline deadline) {
        return deadline.isOverdue(
                now,
                requestTicks,
                keepAliveTicks,
                () -> access.pendingBytes(connection, deadline::pendingBytesEstimate));
    }
}
