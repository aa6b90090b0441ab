package io.polyloop.gateway;

import io.polyloop.bus.RouteAnnouncement;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of each route that a verticle of this node offers while the node's server has no {@link GatewayRoutes}. */
public final class UnservedRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(UnservedRoutes.class);

    private final Set<RouteAnnouncement> warned = ConcurrentHashMap.newKeySet();

    private UnservedRoutes() {}

    /** Listens to offers from now on. Call it before verticles are deployed. */
    public static void watch(Vertx vertx) {
        UnservedRoutes routes = new UnservedRoutes();
        vertx.eventBus()
                .<JsonObject>localConsumer(
                        RouteAnnouncement.ANNOUNCED, event -> RouteAnnouncement.read(event.body()).stream()
                                .filter(offer -> RouteAnnouncement.local(vertx).containsKey(offer.address()))
                                .filter(routes.warned::add)
                                .forEach(UnservedRoutes::warn));
    }

    private static void warn(RouteAnnouncement offer) {
        LOG.warn(
                "a verticle registers the route {} {}, but this node answers it with 404: add {} to http.routes"
                        + " (a list in a later place replaces the earlier list as a whole)",
                offer.method(),
                offer.shape(),
                GatewayRoutes.class.getName());
    }
}
