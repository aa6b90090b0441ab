package io.polyloop.route;

import io.polyloop.bus.RouteAnnouncement;
import io.polyloop.bus.RouteBody;
import io.polyloop.bus.RoutePath;
import io.polyloop.contract.AppContract;
import io.polyloop.contract.RouteDocuments;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Consumers;
import io.polyloop.verticle.Failures;
import io.polyloop.verticle.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP routes of a verticle on the public server, as long as {@code http.routes} lists {@code GatewayRoutes}. Use it on
 * the context of the verticle, where its handlers run; the routes end with the verticle. Instances and nodes that route
 * the same method and path share its requests.
 *
 * <p>A handler gets {@code {method, path, params, query, headers, body, user}}: names of headers in lower case, without
 * credentials ({@code authorization}, {@code cookie}); a parameter of the query that is given more than once is an
 * array; {@code body} is the JSON value, the text, or null. With an {@link Input} these are what it says.
 *
 * <p>{@code user} is who the client is, or null if the client has not authenticated, as always in another {@code
 * auth.mode} than token: {@code {subject, issuer, tenant, claims, expiresAt}}, and {@code issuedAt}, {@code tokenId} and
 * {@code session} if its credentials have them. Give it, unchanged, to {@link io.polyloop.verticle.Topics#as} to act for
 * the client. In {@code auth.mode: token} the query parameter {@code ticket} is a credential: a request with it is
 * refused, and never reaches a handler.
 *
 * <p>The value of the handler's future is the answer: any JSON value, with status 200, or a {@link Response}. A {@link
 * io.polyloop.topic.ProblemException} is answered as such; every other failure is logged, and answered as {@code
 * internal}. After {@code gateway.timeout} the server answers {@code verticle_timeout}.
 */
public final class HttpRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(HttpRoutes.class);

    /** Interval of announcements: a node that was partitioned misses some. */
    private static final long ANNOUNCE_INTERVAL_MS = 10_000;

    private static final int OK = 200;

    private final Vertx vertx;
    private final Set<RouteAnnouncement> announcements = new LinkedHashSet<>();
    private final Set<String> routed = new HashSet<>();
    private final Map<String, String> documents = new LinkedHashMap<>();
    private Consumers consumers; // made on the verticle's context

    /** Has no effect until the first {@link #route}. */
    public HttpRoutes(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The same for every client that has authenticated: {@link Allow#AUTHENTICATED}. */
    public Future<Void> route(String method, String path, Function<JsonObject, Future<?>> handler) {
        return route(method, path, Allow.AUTHENTICATED, handler);
    }

    /**
     * Answers {@code method} at {@code path}, as in {@code route("GET", "/orders/:id", …)}, for the clients that
     * {@code allow} names. If verticles route the same with different values, a client needs what all of them demand.
     * Completes when the route is registered; the servers of all nodes learn of it then. Fails with an
     * {@link IllegalArgumentException} for a path that is malformed, that the service itself answers, or that this
     * verticle routes already: requests would go to one handler and the other in turn.
     */
    public Future<Void> route(String method, String path, Allow allow, Function<JsonObject, Future<?>> handler) {
        return route(method, path, allow, null, handler);
    }

    /** The same for every client that has authenticated, with an input. */
    public Future<Void> route(String method, String path, Input input, Function<JsonObject, Future<?>> handler) {
        return route(method, path, Allow.AUTHENTICATED, input, handler);
    }

    /**
     * The same with an input: requests that do not match it are refused, and the handler gets {@code params}, {@code query}
     * and {@code body} with the types of its schemas. Fails with an {@link IllegalArgumentException} that names the place
     * of a fault in a schema, too.
     *
     * @param input null for any JSON or text
     */
    public Future<Void> route(
            String method, String path, Allow allow, Input input, Function<JsonObject, Future<?>> handler) {
        try {
            RoutePath parsed = RoutePath.parse(path);
            CompiledInput compiled = input == null
                    ? null
                    : CompiledInput.of(
                            input,
                            String.valueOf(method).toUpperCase(Locale.ROOT),
                            path,
                            parsed.names(),
                            AppContract.of(vertx));
            RouteBody body = compiled == null ? RouteBody.ANY : compiled.body();
            RouteAnnouncement announcement = RouteAnnouncement.of(method, parsed, allow.text(), body);
            if (!routed.add(announcement.address())) {
                throw new IllegalArgumentException("the route " + announcement.method() + " " + path
                        + " is registered already: keep one of both handlers");
            }
            String document = compiled == null ? null : compiled.document(allow);
            if (document != null) {
                documents.put(RouteDocuments.key(announcement.method(), path), document);
            }
            return route(announcement, request -> {
                JsonObject named = withParameterNames(request, parsed.names());
                if (compiled != null) {
                    compiled.check(named);
                }
                return handler.apply(named);
            });
        } catch (IllegalArgumentException malformed) {
            return Future.failedFuture(malformed);
        }
    }

    /** Ends all routes. Completes when no request can arrive any more; requests that have arrived are answered. */
    public Future<Void> close() {
        announcements.clear();
        // Another instance that serves the same announces it again.
        documents.keySet().forEach(RouteDocuments.of(vertx)::remove);
        documents.clear();
        return consumers == null ? Future.succeededFuture() : consumers.unregister();
    }

    private Future<Void> route(RouteAnnouncement announcement, Function<JsonObject, Future<?>> handler) {
        if (consumers == null) {
            consumers = new Consumers(vertx.getOrCreateContext());
            consumers.add(RouteAnnouncement.REQUESTED, asked -> announce(true));
            vertx.setPeriodic(ANNOUNCE_INTERVAL_MS, again -> announce(false));
        }
        Future<Void> registered =
                consumers.<JsonObject>add(announcement.address(), message -> handle(message, handler));
        return registered.onSuccess(v -> {
            announcements.add(announcement);
            RouteAnnouncement.local(vertx).put(announcement.key(), announcement);
            announce(true);
        });
    }

    /** @param whole with the documents of the routes, which a server needs once, and not every ten seconds */
    private void announce(boolean whole) {
        if (announcements.isEmpty()) {
            return;
        }
        documents.forEach((key, document) -> RouteDocuments.add(vertx, key, document));
        JsonObject event = RouteAnnouncement.event(announcements);
        if (whole) {
            RouteDocuments.announce(event, documents);
        }
        vertx.eventBus().publish(RouteAnnouncement.ANNOUNCED, event);
    }

    // What the handler logs shows the request. Lines of later, asynchronous steps do not.
    private static void handle(Message<JsonObject> message, Function<JsonObject, Future<?>> handler) {
        Trace.of(message.headers()).during(() -> answer(message, handler));
    }

    private static void answer(Message<JsonObject> message, Function<JsonObject, Future<?>> handler) {
        try {
            handler.apply(message.body())
                    .map(HttpRoutes::response)
                    .onSuccess(response -> message.reply(response.toJson()))
                    .onFailure(failure -> refuse(message, failure));
        } catch (RuntimeException failure) {
            refuse(message, failure);
        }
    }

    // The server knows the values only: the same route may name them otherwise elsewhere.
    private static JsonObject withParameterNames(JsonObject request, List<String> names) {
        JsonArray values = request.getJsonArray("params");
        JsonObject params = new JsonObject();
        for (int i = 0; i < names.size(); i++) {
            params.put(names.get(i), values.getString(i));
        }
        // A server of an older version sends no user.
        return request.put("params", params).put("user", request.getValue("user"));
    }

    private static Response response(Object answer) {
        return answer instanceof Response own ? own : Response.of(OK, answer);
    }

    private static void refuse(Message<JsonObject> message, Throwable failure) {
        if (!(failure instanceof ProblemException)) {
            Trace.of(message.headers()).during(() -> LOG.error("{} failed", message.address(), failure));
        }
        Failures.reply(message, failure);
    }
}
