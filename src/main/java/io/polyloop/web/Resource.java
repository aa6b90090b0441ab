package io.polyloop.web;

import io.polyloop.topic.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.TreeSet;

/** One address and the methods it knows; every other method is 405 with {@code Allow} (RFC 9110, 15.5.6). */
public final class Resource {
    private final Router router;
    private final String path;
    private final TreeSet<String> methods = new TreeSet<>();

    private Resource(Router router, String path) {
        this.router = router;
        this.path = path;
    }

    /** Begins an address, such as {@code /api/v1/topics/:topic/messages}; end it with {@link #only()}. */
    public static Resource at(Router router, String path) {
        return new Resource(router, path);
    }

    /** Answers GET and HEAD. */
    public Resource get(Handler<RoutingContext> handler) {
        return on(HttpMethod.HEAD, List.of(handler)).on(HttpMethod.GET, List.of(handler));
    }

    /** Answers GET alone, for answers that do not end. */
    public Resource stream(Handler<RoutingContext> handler) {
        return on(HttpMethod.GET, List.of(handler));
    }

    /** Answers POST; {@code body} reads the body, {@code handler} what was read. */
    public Resource post(Handler<RoutingContext> body, Handler<RoutingContext> handler) {
        return on(HttpMethod.POST, List.of(body, handler));
    }

    /** Refuses every other method. */
    public void only() {
        String allow = String.join(", ", methods);
        router.route(path).handler(context -> {
            context.response().putHeader(HttpHeaders.ALLOW, allow);
            throw Problem.METHOD_NOT_ALLOWED.because("this address knows " + allow);
        });
    }

    private Resource on(HttpMethod method, List<Handler<RoutingContext>> handlers) {
        methods.add(method.name());
        Route route = router.route(method, path);
        handlers.forEach(route::handler);
        return this;
    }
}
