package io.polyloop.docs.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.Http;
import io.polyloop.fixture.Subscriber;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersIT {
    @TempDir
    Path dir;

    private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.in(dir)
                .verticle(OrdersVerticle.class, JsonObject.of("price", 3))
                .setting("limits.message", "1KiB")
                .start();
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void a_subscriber_gets_the_order() {
        Subscriber orders = node.subscribe("orders.placed");

        assertEquals(
                201, Http.post(node.http("/orders"), JsonObject.of("count", 2)).statusCode());
        assertEquals(6, orders.next().getJsonObject("data").getInteger("total"));
    }

    @Test
    void an_order_without_a_count_is_refused() {
        var refused = Http.post(node.http("/orders"), new JsonObject());

        assertEquals(400, refused.statusCode());
        assertEquals("invalid_message", Http.body(refused).getString("code"));
    }

    @Test
    void the_order_is_there_after_a_restart() {
        Http.post(node.http("/orders"), JsonObject.of("count", 2));
        node.restart();

        assertEquals(1, node.subscribe("orders.placed", "0").next().getLong("seq"));
    }
}
