package io.polyloop.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Metrics of the public server. Called from every event loop.
 *
 * <p>Not the server metrics of Vert.x: those look six meters up by their tags for each request, and that was a tenth of
 * what a page costs.
 */
final class HttpMetrics implements Handler<RoutingContext> {
    private static final List<Integer> SERVER_ERRORS = List.of(500, 503, 504);

    private final MeterRegistry registry;
    // A status is one of ours: nothing that a client sends makes a new series.
    private final Map<Integer, Timer> answers = new ConcurrentHashMap<>();

    HttpMetrics(MeterRegistry registry, AtomicInteger connections) {
        this.registry = registry;
        Gauge.builder("polyloop.http.connections", connections, AtomicInteger::get)
                .description("open connections of the public server, WebSockets among them")
                .register(registry);
        // Before the first one: Prometheus does not see the increase from a series that is absent to its first value.
        SERVER_ERRORS.forEach(this::timer);
    }

    @Override
    public void handle(RoutingContext context) {
        long begun = System.nanoTime();
        context.addBodyEndHandler(sent ->
                timer(context.response().getStatusCode()).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS));
        context.next();
    }

    private Timer timer(int status) {
        return answers.computeIfAbsent(status, code -> Timer.builder("polyloop.http.answers")
                .description("from a request's head to the last byte of its answer")
                .tag("code", Integer.toString(code))
                .register(registry));
    }
}
