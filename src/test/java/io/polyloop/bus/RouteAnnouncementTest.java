package io.polyloop.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteAnnouncementTest {
    private static final RoutePath PATH = RoutePath.parse("/orders/:id");

    @Test
    void an_event_is_read_as_it_was_announced() {
        List<RouteAnnouncement> routes = List.of(
                RouteAnnouncement.of("get", PATH, null, RouteBody.ANY),
                RouteAnnouncement.of("POST", PATH, "anyone", RouteBody.ANY),
                RouteAnnouncement.of("PUT", PATH, "scope:orders", RouteBody.ANY));
        assertEquals(routes, RouteAnnouncement.read(RouteAnnouncement.event(routes)));
    }

    @Test
    void an_event_of_an_older_version_demands_authentication() {
        JsonObject event = JsonObject.of("routes", JsonArray.of(JsonObject.of("method", "GET", "path", "/orders/{}")));
        assertEquals(List.of(RouteAnnouncement.of("GET", PATH, null, RouteBody.ANY)), RouteAnnouncement.read(event));
        assertEquals(event, RouteAnnouncement.event(RouteAnnouncement.read(event)));
    }

    @Test
    void routes_for_different_clients_have_one_address_and_different_keys() {
        RouteAnnouncement open = RouteAnnouncement.of("GET", PATH, "anyone", RouteBody.ANY);
        RouteAnnouncement closed = RouteAnnouncement.of("GET", PATH, null, RouteBody.ANY);
        assertEquals(open.address(), closed.address());
        assertEquals(List.of("http.GET /orders/{} anyone", "http.GET /orders/{}"), List.of(open.key(), closed.key()));
    }
}
