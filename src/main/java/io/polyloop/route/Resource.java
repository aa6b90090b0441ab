package io.polyloop.route;

import io.polyloop.http.ContextKeys;
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
    private final Map<HttpMethod, InputHandler> inputs = new HashMap<>();
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
        return reading(HttpMethod.POST, body, handler);
    }

    /** Answers PUT; the same as {@link #post(Handler, Handler)}. */
    public Resource put(Handler<RoutingContext> body, Handler<RoutingContext> handler) {
        return reading(HttpMethod.PUT, body, handler);
    }

    /** Answers PATCH; the same as {@link #post(Handler, Handler)}. */
    public Resource patch(Handler<RoutingContext> body, Handler<RoutingContext> handler) {
        return reading(HttpMethod.PATCH, body, handler);
    }

    /**
     * Answers GET and HEAD requests that match {@code input}; {@code handler} gets the values by {@link
     * Input#of(RoutingContext)}. Throws {@link IllegalArgumentException} with the place of a fault in a schema, as all
     * methods with an input do.
     */
    public Resource get(Input input, Handler<RoutingContext> handler) {
        return taking(HttpMethod.GET, input, handler).sameForHead();
    }

    /** Answers POST requests that match {@code input}, as {@link #get(Input, Handler)} does. */
    public Resource post(Input input, Handler<RoutingContext> handler) {
        return taking(HttpMethod.POST, input, handler);
    }

    /** Answers PUT requests that match {@code input}, as {@link #get(Input, Handler)} does. */
    public Resource put(Input input, Handler<RoutingContext> handler) {
        return taking(HttpMethod.PUT, input, handler);
    }

    /** Answers PATCH requests that match {@code input}, as {@link #get(Input, Handler)} does. */
    public Resource patch(Input input, Handler<RoutingContext> handler) {
        return taking(HttpMethod.PATCH, input, handler);
    }

    /** Answers DELETE requests that match {@code input}, as {@link #get(Input, Handler)} does. */
    public Resource delete(Input input, Handler<RoutingContext> handler) {
        return taking(HttpMethod.DELETE, input, handler);
    }

    private Resource taking(HttpMethod method, Input input, Handler<RoutingContext> handler) {
        InputHandler checked = InputHandler.of(router, input, method, path);
        inputs.put(method, checked);
        return reading(method, checked::read, context -> {
            checked.check(context);
            handler.handle(context);
        });
    }

    private Resource sameForHead() {
        return reading(HttpMethod.HEAD, readers.get(HttpMethod.GET), handlers.get(HttpMethod.GET));
    }

    private Resource reading(HttpMethod method, Handler<RoutingContext> body, Handler<RoutingContext> handler) {
        readers.put(method, body);
        handlers.put(method, handler);
        return this;
    }

    /** Answers DELETE. A body is discarded before {@code handler} runs. */
    public Resource delete(Handler<RoutingContext> handler) {
        return discardingBody(HttpMethod.DELETE, handler);
    }

    private Resource discardingBody(HttpMethod method, Handler<RoutingContext> handler) {
        return reading(method, DISCARD_BODY, handler);
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
        Map<String, String> documents = new HashMap<>();
        inputs.forEach((method, input) -> input.document(documents, allow));
        return allow.on(router.route(path))
                .putMetadata(ContextKeys.DOCUMENTS, documents)
                .handler(this::read)
                .handler(this::answer);
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
