package io.polyloop.gateway;

import io.polyloop.bus.RouteAnnouncement;
import io.polyloop.config.GatewaySettings;
import io.polyloop.route.Response;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.verticle.Failures;
import io.polyloop.verticle.Trace;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;

/** Sends requests to the verticles of routes over the bus. Event loop only. */
final class RouteClient {
    private final EventBus bus;
    private final RouteTable routes;
    private final GatewaySettings settings;

    RouteClient(EventBus bus, RouteTable routes, GatewaySettings settings) {
        this.bus = bus;
        this.routes = routes;
        this.settings = settings;
    }

    /** What one of them answers; fails with a {@link ProblemException}. */
    Future<Response> request(RouteEntry route, JsonObject request, Trace trace) {
        if (!route.tryAcquire(settings.maxWaiting())) {
            throw Problem.VERTICLE_BUSY.because("too many requests wait for this route (gateway.max-waiting)");
        }
        int announcements = route.announcements();
        DeliveryOptions options =
                trace.options().setSendTimeout(settings.timeout().toMillis());
        return send(route.announcement(), request, options)
                // One of several verticles may have stopped on another node; no other has received the request.
                .recover(failure -> hasNoHandlers(failure)
                        ? send(route.announcement(), request, options)
                        : Future.failedFuture(failure))
                .onComplete(answered -> route.release())
                .map(reply -> Response.parse(reply.body()))
                .recover(failure -> Future.failedFuture(problem(route, announcements, failure)));
    }

    private Future<Message<JsonObject>> send(
            RouteAnnouncement announcement, JsonObject request, DeliveryOptions options) {
        return bus.request(announcement.address(), request, options);
    }

    private ProblemException problem(RouteEntry route, int announcements, Throwable failure) {
        if (!hasNoHandlers(failure)) {
            return Failures.of(failure, Problem.VERTICLE_TIMEOUT);
        }
        if (route.announcements() == announcements) {
            routes.remove(route.announcement());
            // A verticle that still serves the route announces it now instead of at its next interval.
            bus.publish(RouteAnnouncement.REQUESTED, null);
        }
        return Problem.NOT_FOUND.because("no route matches this path; see /openapi.yaml");
    }

    private static boolean hasNoHandlers(Throwable failure) {
        return failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    }
}
