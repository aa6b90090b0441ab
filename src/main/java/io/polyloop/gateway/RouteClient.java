package io.polyloop.gateway;

import io.polyloop.bus.Failures;
import io.polyloop.bus.Trace;
import io.polyloop.config.GatewaySettings;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;

/** The verticles that answer routes, asked over the bus by one server. Event loop only. */
final class RouteClient {
    private final EventBus bus;
    private final OfferedRoutes routes;
    private final GatewaySettings settings;

    RouteClient(EventBus bus, OfferedRoutes routes, GatewaySettings settings) {
        this.bus = bus;
        this.routes = routes;
        this.settings = settings;
    }

    /** What one of them answers; fails with a {@link ProblemException}. */
    Future<Response> ask(OfferedRoute route, JsonObject request, Trace trace) {
        if (!route.enter(settings.maxWaiting())) {
            throw Problem.VERTICLE_BUSY.because("gateway.max-waiting requests wait for this address");
        }
        int offers = route.offers();
        DeliveryOptions options =
                trace.options().setSendTimeout(settings.timeout().toMillis());
        return send(route.offer(), request, options)
                // Of several, one on another node may just have gone. Nobody has seen the request: the next one may.
                .recover(failure ->
                        isNobody(failure) ? send(route.offer(), request, options) : Future.failedFuture(failure))
                .onComplete(answered -> route.leave())
                .map(reply -> Response.parse(reply.body()))
                .recover(failure -> Future.failedFuture(problem(route, offers, failure)));
    }

    private Future<Message<JsonObject>> send(Offer offer, JsonObject request, DeliveryOptions options) {
        return bus.request(offer.address(), request, options);
    }

    private ProblemException problem(OfferedRoute route, int offers, Throwable failure) {
        if (!isNobody(failure)) {
            return Failures.of(failure, Problem.VERTICLE_TIMEOUT);
        }
        if (route.offers() == offers) {
            routes.forget(route.offer());
            // Should anybody be there after all, they say so now, and not at their next turn.
            bus.publish(Offer.ASKED, null);
        }
        return Problem.NOT_FOUND.because("no such address; /openapi.yaml lists them all");
    }

    private static boolean isNobody(Throwable failure) {
        return failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    }
}
