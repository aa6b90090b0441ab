package io.polyloop.gateway;

import io.polyloop.bus.RouteAnnouncement;
import io.polyloop.config.GatewaySettings;
import io.polyloop.contract.BodyInput;
import io.polyloop.contract.RouteDocuments;
import io.polyloop.route.HttpRoutes;
import io.polyloop.route.Routes;
import io.polyloop.topic.Journal;
import io.polyloop.trace.Traces;
import io.polyloop.web.Gate;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;

/**
 * Serves the routes that verticles of any node offer by {@link HttpRoutes}, as they come and go. What the service
 * itself answers comes before them in the order of the router, and the paths that they may have leave out its pages.
 */
public final class GatewayRoutes implements Routes {
    private final int maxBody;
    private final int maxValues;
    private final GatewaySettings settings;

    /**
     * @param maxBody the largest body of a request, in bytes
     * @param maxValues the most values of the JSON of one body
     */
    public GatewayRoutes(int maxBody, int maxValues, GatewaySettings settings) {
        this.maxBody = maxBody;
        this.maxValues = maxValues;
        this.settings = settings;
    }

    @Override
    public void mount(Router router, Vertx vertx, Journal journal) {
        RouteTable routes = new RouteTable(System::nanoTime);
        // Those of this node are known at once: until the first event came in, they would be answered 404.
        RouteAnnouncement.local(vertx).values().forEach(routes::add);
        EventBus bus = vertx.eventBus();
        bus.<JsonObject>consumer(RouteAnnouncement.ANNOUNCED, event -> {
                    RouteAnnouncement.read(event.body()).forEach(routes::add);
                    RouteDocuments.learn(vertx, event.body());
                })
                .completion()
                .onSuccess(v -> bus.publish(RouteAnnouncement.REQUESTED, null));
        RouteClient client = new RouteClient(bus, routes, settings);
        GatewayHandler handler = new GatewayHandler(
                routes, new BodyInput(maxBody, maxValues), client, settings.answer(), Traces.of(vertx));
        Gate.defer(router.route()).handler(handler::find).handler(handler::answer);
    }
}
