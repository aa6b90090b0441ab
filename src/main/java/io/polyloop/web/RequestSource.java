package io.polyloop.web;

import io.polyloop.config.TrustedProxies;
import io.polyloop.http.ClientAddress;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Where a request comes from: the client, also behind trusted proxies. Comes before all that asks for it. */
final class RequestSource implements Handler<RoutingContext> {
    private static final String KEY = RequestSource.class.getName();
    private static final RequestSource DIRECT = new RequestSource(new TrustedProxies(List.of()));

    private final ClientAddress clients;

    RequestSource(TrustedProxies proxies) {
        this.clients = new ClientAddress(proxies);
    }

    @Override
    public void handle(RoutingContext context) {
        context.put(KEY, this);
        context.next();
    }

    /** The client's IP address. */
    static String address(RoutingContext context) {
        return of(context).clients.of(context.request());
    }

    /** Whether the client uses TLS, with this node or a trusted proxy. */
    static boolean isHttps(RoutingContext context) {
        return of(context).clients.isHttps(context.request());
    }

    private static RequestSource of(RoutingContext context) {
        RequestSource source = context.get(KEY);
        return source == null ? DIRECT : source;
    }
}
