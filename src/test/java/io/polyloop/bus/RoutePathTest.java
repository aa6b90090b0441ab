package io.polyloop.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePathTest {

    @Test
    void paths_that_differ_in_the_names_of_parameters_are_one_address() {
        assertEquals(
                RoutePath.parse("/orders/:id/items/:item").shape(),
                RoutePath.parse("/orders/:order/items/:n").shape());
        assertEquals(
                List.of("id", "item"),
                RoutePath.parse("/orders/:id/items/:item").names());
    }

    @Test
    void a_name_comes_before_a_parameter_in_its_place() {
        for (String name : List.of("latest", "Z", "_x", "9")) {
            assertTrue(
                    RoutePath.parse("/orders/" + name)
                                    .shape()
                                    .compareTo(RoutePath.parse("/orders/:id").shape())
                            < 0,
                    name);
        }
    }

    @Test
    void a_parameter_is_one_segment_that_is_not_empty() {
        assertEquals(List.of("7"), match("/orders/:id", "/orders/7"));
        assertEquals(List.of(), match("/orders", "/orders"));
        for (String other : List.of("/orders", "/orders/", "/orders/7/", "/orders/7/8", "/Orders/7", "//7")) {
            assertNull(match("/orders/:id", other), other);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/topics,       the service's own",
        "/api/v1,              the service's own",
        "/api/:version/orders, the service's own",
        "/api/v1/live/x,       the service's own",
        "/api/v1/:name,        the service's own",
        "/api/v1/groups/:id,   the service's own",
        "/api,                 the service's own",
        "/readyz,              it is a probe's",
        "/metrics/x,           it is a probe's",
        "/mypage.html,         it is a page's",
        "/:name,               not with a parameter",
        "/a/:x/:x,             name each parameter once"
    })
    void what_the_service_itself_answers_cannot_be_routed(String path, String reason) {
        assertTrue(refusal(path).contains(reason), refusal(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/orders", "/api/v1/orders/:id", "/api/v1/topicsx", "/api/v2/topics", "/apis"})
    void a_path_that_the_service_does_not_answer_can_be_routed(String path) {
        assertTrue(RoutePath.parse(path).shape().startsWith("/api"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "orders",
                "/orders/",
                "//a",
                "/a b",
                "/a/../b",
                "/a/.git",
                "/%41",
                "/a/*",
                "/a/:",
                "/a?b"
            })
    void a_malformed_path_is_refused_with_an_example(String path) {
        assertTrue(
                refusal(path).endsWith("write it as in /orders/:id, with letters, digits, - _ and ."), refusal(path));
    }

    private static List<String> match(String route, String path) {
        return RoutePath.match(RoutePath.parse(route).shape().split("/"), path.split("/", -1));
    }

    private static String refusal(String path) {
        return assertThrows(IllegalArgumentException.class, () -> RoutePath.parse(path))
                .getMessage();
    }
}
