package io.polyloop.web;

import io.polyloop.http.HttpDate;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/**
 * Adds the date to every response (RFC 9110, section 6.6.1). HTTP dates are whole seconds, so the text is created once
 * a second instead of once a request. Event loop only; ends with the verticle that created it.
 */
final class DateHandler implements Handler<RoutingContext> {
    private static final long SECOND_MS = 1_000;

    private CharSequence date = now();

    DateHandler(Vertx vertx) {
        vertx.setPeriodic(SECOND_MS, tick -> date = now());
    }

    @Override
    public void handle(RoutingContext context) {
        context.response().putHeader(HttpHeaders.DATE, date);
        context.next();
    }

    static CharSequence now() {
        return HttpHeaders.createOptimized(HttpDate.of(Instant.now()));
    }
}
