package io.polyloop.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Asks browsers to use nothing but TLS for this host (RFC 6797). Only in what is sent over TLS: without it anyone on the
 * way could have written the header, and browsers ignore it.
 */
final class HstsHandler implements Handler<RoutingContext> {
    private static final CharSequence NAME = HttpHeaders.createOptimized("strict-transport-security");

    private final CharSequence value;

    HstsHandler(Duration age) {
        value = HttpHeaders.createOptimized("max-age=" + age.toSeconds());
    }

    @Override
    public void handle(RoutingContext context) {
        if (context.request().isSSL()) {
            context.response().putHeader(NAME, value);
        }
        context.next();
    }
}
