package io.polyloop.bus;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * That a verticle answers a method at a path.
 *
 * @param shape a {@link RoutePath#shape()}
 * @param allow who can call it, the text of a {@code route.Allow}; null for every client that has authenticated
 * @param body how the server reads the body of a request
 */
public record RouteAnnouncement(String method, String shape, String allow, RouteBody body) implements Shareable {
    /** Event to every node: these routes are served. {@code {routes: [{method, path, allow?, body?, maxBody?}]}}. */
    public static final String ANNOUNCED = "http.route.offered";
    /** Event to every node: announce all routes again. */
    public static final String REQUESTED = "http.routes.asked";

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");

    /** Throws {@link IllegalArgumentException} for a method that cannot be routed. */
    public static RouteAnnouncement of(String method, RoutePath path, String allow, RouteBody body) {
        String upper = String.valueOf(method).toUpperCase(Locale.ROOT);
        if (!METHODS.contains(upper)) {
            throw new IllegalArgumentException("the method " + method + " cannot be routed: write one of " + METHODS);
        }
        return new RouteAnnouncement(upper, path.shape(), allow, body);
    }

    /** The announcements of the verticles of this node, by {@link #key()}. Any thread. */
    public static LocalMap<String, RouteAnnouncement> local(Vertx vertx) {
        return vertx.sharedData().getLocalMap(ANNOUNCED);
    }

    /** The event that announces these routes. */
    public static JsonObject event(Collection<RouteAnnouncement> announcements) {
        return JsonObject.of(
                "routes",
                new JsonArray(
                        announcements.stream().map(RouteAnnouncement::json).toList()));
    }

    /** The routes that an event announces. */
    public static List<RouteAnnouncement> read(JsonObject event) {
        return event.getJsonArray("routes").stream()
                .map(JsonObject.class::cast)
                .map(route -> new RouteAnnouncement(
                        route.getString("method"),
                        route.getString("path"),
                        route.getString("allow"),
                        RouteBody.read(route)))
                .toList();
    }

    private static Object json(RouteAnnouncement announcement) {
        JsonObject json =
                announcement.body.addTo(JsonObject.of("method", announcement.method, "path", announcement.shape));
        return announcement.allow == null ? json : json.put("allow", announcement.allow);
    }

    /** Where it is answered on the bus: the same for all instances and nodes, so that they share the load. */
    public String address() {
        return "http." + method + " " + shape;
    }

    /** Differs from that of another announcement of the same address if other clients can call it. */
    public String key() {
        return allow == null ? address() : address() + " " + allow;
    }
}
