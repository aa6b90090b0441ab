package io.polyloop.web;

import io.polyloop.auth.Authenticator;
import io.polyloop.auth.Scopes;
import io.polyloop.auth.User;
import io.polyloop.config.AuthSettings;
import io.polyloop.http.ContextKeys;
import io.polyloop.http.SafeMethods;
import io.polyloop.route.Allow;
import io.polyloop.route.Caller;
import io.polyloop.topic.Problem;
import io.polyloop.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.List;

/**
 * Stands before every route, and passes on a request only if its route allows the client. On one event loop.
 *
 * @see GuardedRouter
 */
public final class Gate implements PlatformHandler {
    private static final String GATE = Gate.class.getName();
    private static final String CHARGED = RequestRates.class.getName();
    private static final String USER = User.class.getName();
    private static final String TICKET = Authenticator.Ticket.class.getName();

    private final AuthSettings settings;
    private final Authenticator authenticator;
    private final OriginCheck origins;
    private final ClientTopics.Factory topics;
    private final RequestRates rates;
    private final Traces traces;

    Gate(
            AuthSettings settings,
            Authenticator authenticator,
            OriginCheck origins,
            ClientTopics.Factory topics,
            RequestRates rates,
            Traces traces) {
        this.settings = settings;
        this.authenticator = authenticator;
        this.origins = origins;
        this.topics = topics;
        this.rates = rates;
        this.traces = traces;
    }

    @Override
    public void handle(RoutingContext context) {
        Route route = context.currentRoute();
        traces.route(route.getPath());
        switch (RouteAccess.of(route)) {
            case PUBLIC, DEFERRED -> {
                context.put(GATE, this);
                context.next();
            }
            case GUARDED -> admitAndResume(context);
            case TICKETS -> {
                Protocol.SSE.mark(context);
                admitAndResume(context);
            }
        }
    }

    /**
     * Calls {@code next} if the client is allowed by {@code allow}, and refuses the request if not. For a handler that
     * finds out itself which route a request is for. The body is not lost meanwhile.
     */
    public static void check(RoutingContext context, Allow allow, Runnable next) {
        Gate gate = context.get(GATE);
        resume(context, gate.admit(context, allow), next);
    }

    /** Lets every request pass to the route's handler, which has to call {@link #check}; returns the route. */
    public static Route defer(Route route) {
        return RouteAccess.DEFERRED.on(route);
    }

    /** Lets go of what was found out about the client: a stream keeps its request for as long as it lives. */
    static void forget(RoutingContext context) {
        context.remove(USER);
        context.remove(ContextKeys.CALLER);
    }

    /** Who made the request; null without credentials. */
    public static User user(RoutingContext context) {
        return context.get(USER);
    }

    private void admitAndResume(RoutingContext context) {
        resume(context, admit(context, RouteAccess.allow(context.currentRoute())), context::next);
    }

    private static void resume(RoutingContext context, Future<Void> checked, Runnable next) {
        if (checked.isComplete()) {
            pass(context, checked, next);
            return;
        }
        // What arrives of the body meanwhile has no handler yet, and would be lost.
        HttpServerRequest request = context.request().pause();
        checked.onComplete(done -> {
            request.resume();
            pass(context, checked, next);
        });
    }

    private static void pass(RoutingContext context, Future<Void> checked, Runnable next) {
        if (checked.succeeded()) {
            next.run();
        } else {
            context.fail(checked.cause());
        }
    }

    /** A request that more than one route matches, such as one for GET and one for any method, is charged once. */
    private Future<Void> admit(RoutingContext context, Allow allow) {
        return require(context, allow).transform(done -> {
            if (context.get(CHARGED) == null) {
                context.put(CHARGED, true);
                // Refused requests too: they count for the address.
                rates.chargeRequest(context);
            }
            return done.succeeded() ? Future.succeededFuture() : Future.failedFuture(done.cause());
        });
    }

    private Future<Void> require(RoutingContext context, Allow allow) {
        if (!settings.required()) {
            set(context, null);
            return Future.succeededFuture();
        }
        if (user(context) != null) {
            return allowed(context, user(context), allow);
        }
        return authenticate(context).compose(user -> {
            set(context, user);
            return allowed(context, user, allow);
        });
    }

    private Future<User> authenticate(RoutingContext context) {
        RequestCredential credential = RequestCredential.of(context);
        if (credential.kind() == RequestCredential.Kind.SESSION
                && !SafeMethods.contains(context.request().method())) {
            origins.requireOwn(context);
        }
        if (credential.kind() != RequestCredential.Kind.NONE) {
            Challenge.presented(context);
        }
        Authenticator.Source source = source(context);
        return switch (credential.kind()) {
            case BEARER -> authenticator.bearer(credential.value(), source, true);
            case SESSION -> authenticator.session(credential.value(), source);
            case TICKET -> ticket(context, credential.value(), source);
            case NONE, SUBPROTOCOL -> Future.succeededFuture();
        };
    }

    private Future<User> ticket(RoutingContext context, String id, Authenticator.Source source) {
        if (RouteAccess.of(context.currentRoute()) != RouteAccess.TICKETS) {
            // As no credential, it would reach an open route, and a verticle with the rest of the query.
            return Future.failedFuture(Problem.UNAUTHENTICATED.because("a ticket opens event streams only"));
        }
        return authenticator.ticket(id, source).map(ticket -> {
            context.put(TICKET, ticket.topics());
            return ticket.user();
        });
    }

    /** The topics of the ticket that the client sent; null without one. */
    static List<String> ticketTopics(RoutingContext context) {
        return context.get(TICKET);
    }

    static Authenticator.Source source(RoutingContext context) {
        return new Authenticator.Source(
                Protocol.of(context).label(), RequestSource.address(context), code -> RequestId.trace(context)
                        .during(code));
    }

    private void set(RoutingContext context, User user) {
        ClientTopics own = topics.of(user == null ? null : user.identity(), source(context));
        context.put(USER, user).put(ClientTopics.class.getName(), own).put(ContextKeys.JOURNAL, own.journal());
        if (user != null) {
            context.put(ContextKeys.CALLER, caller(user));
        }
    }

    private static Caller caller(User user) {
        var identity = user.identity();
        return new Caller(identity.issuer(), identity.subject(), identity.tenant(), user.claims());
    }

    private Future<Void> allowed(RoutingContext context, User user, Allow allow) {
        if (user == null) {
            return allow.anyone()
                    ? Future.succeededFuture()
                    : Future.failedFuture(Problem.UNAUTHENTICATED.because("send a token: Authorization: Bearer …"));
        }
        if (allow.scope().isEmpty() || Scopes.has(user.claims().getMap(), allow.scope())) {
            return Future.succeededFuture();
        }
        Challenge.needsScope(context, allow.scope());
        authenticator.deniedRoute(user.identity(), allow.scope(), source(context));
        return Future.failedFuture(Problem.FORBIDDEN.because("the token does not have the scope of this route"));
    }
}
