package io.polyloop.gateway;

import io.polyloop.bus.RouteAnnouncement;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of each route that a verticle of this node announces while the node's server has no {@link GatewayRoutes}. */
public final class UnservedRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(UnservedRoutes.class);

    private final Set<RouteAnnouncement> warned = ConcurrentHashMap.newKeySet();

    private UnservedRoutes() {}

    /** Listens to announcements from now on. Call it before verticles are deployed. */
    public static void watch(Vertx vertx) {
        UnservedRoutes routes = new UnservedRoutes();
        vertx.eventBus()
                .<JsonObject>localConsumer(
                        RouteAnnouncement.ANNOUNCED, event -> RouteAnnouncement.read(event.body()).stream()
                                .filter(announcement ->
                                        RouteAnnouncement.local(vertx).containsKey(announcement.key()))
                                .filter(routes.warned::add)
                                .forEach(UnservedRoutes::warn));
    }

    private static void warn(RouteAnnouncement announcement) {
        LOG.warn(
                "a verticle registers the route {} {}, but this node answers it with 404: add {} to http.routes"
                        + " (a list in a later place replaces the earlier list as a whole)",
                announcement.method(),
                announcement.shape(),
                GatewayRoutes.class.getName());
    }
}
