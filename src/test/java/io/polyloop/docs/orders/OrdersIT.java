package io.polyloop.docs.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.Subscriber;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PageFiles.class)
class OrdersIT {
    private static final JsonObject TEA = JsonObject.of("id", "o-1", "item", "tea", "quantity", 2, "cents", 450);

    @TempDir
    Path folder;

    private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(folder);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_placed_order_is_a_row_and_a_message() {
        Subscriber placed = node.subscribe("orders.placed");

        assertEquals(201, post("/api/v1/orders", TEA).statusCode());
        assertEquals("EUR", placed.next().getJsonObject("data").getString("currency"));
        assertEquals("placed", get("/api/v1/orders/o-1").getString("status"));
        assertEquals(1, node.metric("orders_placed_total"));
    }

    @Test
    void a_repeated_order_is_stored_once() {
        post("/api/v1/orders", TEA);

        assertEquals(200, post("/api/v1/orders", TEA).statusCode());
        assertEquals(1, new JsonArray(Http.get(node.http("/api/v1/orders")).body()).size());
    }

    @Test
    void an_order_of_too_much_is_refused() {
        HttpResponse<String> refused = post("/api/v1/orders", TEA.copy().put("quantity", 11));

        assertEquals("invalid_message", Http.body(refused).getString("code"));
        assertEquals(404, Http.get(node.http("/api/v1/orders/o-1")).statusCode());
    }

    @Test
    void an_order_is_paid_once() {
        Subscriber paid = node.subscribe("orders.paid");
        post("/api/v1/orders", TEA);
        pay("o-1");

        assertEquals(2, Http.body(pay("o-1")).getInteger("version"));
        assertEquals(1, paid.next().getLong("seq"));
        assertEquals(2, get("/api/v1/orders/o-1").getInteger("version"));
    }

    private HttpResponse<String> pay(String id) {
        return Http.post(node.http("/api/v1/orders/" + id + "/payment"), "");
    }

    private HttpResponse<String> post(String path, JsonObject body) {
        return Http.post(node.http(path), body);
    }

    private JsonObject get(String path) {
        return Http.body(Http.get(node.http(path)));
    }
}
