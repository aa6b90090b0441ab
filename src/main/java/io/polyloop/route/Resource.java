package io.polyloop.route;

import io.polyloop.http.DiscardBodyHandler;
import io.polyloop.topic.Problem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One address and the methods it knows; every other method is 405 with {@code Allow} (RFC 9110, 15.5.6). One route
 * for all of them: a router asks each route in turn, and a page comes after those of the whole API. Handlers run on the
 * event loop of the request and must not block; one that throws or calls {@code context.fail} with a {@link
 * io.polyloop.topic.ProblemException} refuses the request.
 */
public final class Resource {
    private static final int NO_CONTENT = 204;
    private static final DiscardBodyHandler DISCARD_BODY = new DiscardBodyHandler();

    private final Router router;
    private final String path;
    private final Map<HttpMethod, Handler<RoutingContext>> handlers = new HashMap<>();
    private final Map<HttpMethod, Handler<RoutingContext>> readers = new HashMap<>();
    private Function<String, Future<?>> find = path -> Future.succeededFuture();
    private Allow allow = Allow.AUTHENTICATED;

    private Resource(Router router, String path) {
        this.router = router;
        this.path = path;
    }

    /** Begins an address, such as {@code /api/v1/topics/:topic/messages}; end it with {@link #register()}. */
    public static Resource at(Router router, String path) {
        return new Resource(router, path);
    }

    /** Answers GET and HEAD. A body is discarded before {@code handler} runs. */
    public Resource get(Handler<RoutingContext> handler) {
        return discardingBody(HttpMethod.HEAD, handler).discardingBody(HttpMethod.GET, handler);
    }

    /** Answers GET alone, for answers that do not end; the handler has to refuse a request with a body. */
    public Resource stream(Handler<RoutingContext> handler) {
        handlers.put(HttpMethod.GET, handler);
        return this;
    }

    /** Answers POST; {@code body} reads the body, such as {@link RequestBody#upTo}, and {@code handler} runs then. */
    public Resource post(Handler<RoutingContext> body, Handler<RoutingContext> handler) {
        readers.put(HttpMethod.POST, body);
        handlers.put(HttpMethod.POST, handler);
        return this;
    }

    /** Answers DELETE. A body is discarded before {@code handler} runs. */
    public Resource delete(Handler<RoutingContext> handler) {
        return discardingBody(HttpMethod.DELETE, handler);
    }

    private Resource discardingBody(HttpMethod method, Handler<RoutingContext> handler) {
        readers.put(method, DISCARD_BODY);
        handlers.put(method, handler);
        return this;
    }

    /**
     * For methods without a handler: {@code find} gets the path of the request, and fails with a {@link
     * io.polyloop.topic.ProblemException} if nothing is there, so that the answer is 404 and not 405.
     */
    public Resource ifExists(Function<String, Future<?>> find) {
        this.find = find;
        return this;
    }

    /** Who can call it in {@code auth.mode: token}; without this, every client that has authenticated. */
    public Resource allow(Allow who) {
        this.allow = who;
        return this;
    }

    /**
     * Adds the address to the router. It answers OPTIONS with its methods, and refuses every other one.
     *
     * @return its route, for what is not said here, such as {@link Route#putMetadata} or {@link Route#setName}
     */
    public Route register() {
        return allow.on(router.route(path)).handler(this::read).handler(this::answer);
    }

    private void read(RoutingContext context) {
        Handler<RoutingContext> reader = readers.get(context.request().method());
        if (reader != null && isExact(context)) {
            reader.handle(context);
        } else {
            context.next();
        }
    }

    private void answer(RoutingContext context) {
        if (isExact(context)) {
            handlers.getOrDefault(context.request().method(), this::otherMethod).handle(context);
        } else {
            context.next();
        }
    }

    // A router ignores a slash at the end; here it makes another address.
    private boolean isExact(RoutingContext context) {
        return path.endsWith("*") || !context.normalizedPath().endsWith("/");
    }

    private void otherMethod(RoutingContext context) {
        find.apply(context.request().path())
                .onSuccess(found -> answerWithAllow(context))
                .onFailure(context::fail);
    }

    private void answerWithAllow(RoutingContext context) {
        String allow = Stream.concat(handlers.keySet().stream(), Stream.of(HttpMethod.OPTIONS))
                .map(HttpMethod::name)
                .sorted()
                .collect(Collectors.joining(", "));
        context.response().putHeader(HttpHeaders.ALLOW, allow);
        if (context.request().method() == HttpMethod.OPTIONS) {
            context.response().setStatusCode(NO_CONTENT).end();
        } else {
            context.fail(Problem.METHOD_NOT_ALLOWED.because("allowed methods: " + allow));
        }
    }
}
