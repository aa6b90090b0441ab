package io.polyloop.web;

import io.polyloop.config.HttpSettings;
import io.polyloop.internals.ConnectionAccess;
import io.polyloop.internals.ConnectionAccess.RequestProgress;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The connections of one event loop and how long each may still take for its exchange. An idle timeout alone would let
 * a client keep its connection for good with a byte a second; here a request has a deadline to arrive, and its answer
 * one to be taken.
 */
final class ConnectionDeadlines {
    private static final ProblemException CONNECTION_LIMIT =
            Problem.RATE_LIMITED.because("too many open connections (limits.connections)");
    private static final long CHECKS_PER_TIMEOUT = 16;

    private final Vertx vertx;
    private final ConnectionAccess access;
    private final long checkIntervalMillis;
    private final long requestTicks;
    private final long keepAliveTicks;
    private final AtomicInteger open;
    private final int limit;
    private final BooleanSupplier draining;
    private final RefusalMetrics refusals;
    // event loop only
    private final Map<HttpConnection, RequestDeadline> deadlines = new HashMap<>();
    private long now;

    /** @param node whose open connections are counted together, over all event loops */
    ConnectionDeadlines(Vertx vertx, ConnectionAccess access, HttpSettings settings, WebNodeState node, int limit) {
        this.vertx = vertx;
        this.access = access;
        long requestMillis = settings.requestTimeout().toMillis();
        long keepAliveMillis = settings.keepAlive().toMillis();
        this.checkIntervalMillis = Math.max(1, Math.min(requestMillis, keepAliveMillis) / CHECKS_PER_TIMEOUT);
        this.requestTicks = ticks(requestMillis);
        this.keepAliveTicks = ticks(keepAliveMillis);
        this.open = node.connections();
        this.limit = limit;
        this.draining = node::isDraining;
        this.refusals = node.refusals();
    }

    void start() {
        vertx.setPeriodic(checkIntervalMillis, tick -> closeOverdue());
    }

    /** A client connected; past the limit it is closed, as a file descriptor each is what a flood takes first. */
    void onConnect(HttpConnection connection, RequestProgress progress) {
        if (open.incrementAndGet() > limit) {
            open.decrementAndGet();
            refusals.add(Protocol.HTTP, CONNECTION_LIMIT);
            connection.close();
            return;
        }
        deadlines.put(connection, new RequestDeadline(progress, now + requestTicks));
        connection.closeHandler(closed -> {
            open.decrementAndGet();
            deadlines.remove(connection);
        });
    }

    /** Gives each request its time, its answer the same again, and the next request the longer one of keep-alive. */
    void onRequest(RoutingContext context) {
        RequestDeadline exchange = deadlines.get(context.request().connection());
        if (exchange != null) {
            exchange.onRequest(context.request(), now + requestTicks);
        }
        if (draining.getAsBoolean()) {
            // A connection that a client keeps is closed soon, and its next request could be just on its way.
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        whenWritable(context);
    }

    // A client that sends requests without reading would have all its answers in memory: Vert.x does not wait.
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

    /** An answer that does not end, such as an event stream, looks after itself. */
    void remove(HttpConnection connection) {
        deadlines.remove(connection);
    }

    /** A WebSocket takes the connection over, and with it the close event; it has to call what is returned. */
    Runnable onUpgrade(HttpConnection connection) {
        deadlines.remove(connection);
        connection.closeHandler(null);
        return open::decrementAndGet;
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
