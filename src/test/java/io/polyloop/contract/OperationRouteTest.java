package io.polyloop.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polyloop.fixture.TestNode;
import io.polyloop.route.HttpRoutes;
import io.polyloop.route.Input;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A route whose input is an operation of the fork's document. */
class OperationRouteTest {
    private final Vertx vertx = Vertx.vertx();

    OperationRouteTest() {
        AppContract contract = AppContract.of(AppContractTest.ENGINE, AppContractTest.APP);
        vertx.sharedData()
                .<String, AppContract>getLocalMap(AppContract.class.getName())
                .put(AppContract.FILE, contract);
    }

    @AfterEach
    void stop() {
        TestNode.await(vertx.close());
    }

    @Test
    void a_request_is_checked_by_the_schemas_of_the_document() {
        TestNode.await(deploy("PUT", "placeOrder"));

        assertEquals(
                7,
                send("7", JsonObject.of("topic", "a")).getJsonObject("params").getValue("id"));
        assertEquals(
                "invalid_message: the body: topic is missing",
                assertThrows(RuntimeException.class, () -> send("7", new JsonObject()))
                        .getMessage());
        assertThrows(RuntimeException.class, () -> send("x", JsonObject.of("topic", "a")));
    }

    @Test
    void an_operation_that_the_document_has_not_fails_the_start() {
        assertThrows(IllegalArgumentException.class, () -> TestNode.await(deploy("PUT", "cancelOrder")));
        assertThrows(IllegalArgumentException.class, () -> TestNode.await(deploy("POST", "placeOrder")));
    }

    private Future<String> deploy(String method, String operation) {
        return vertx.deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                return new HttpRoutes(vertx)
                        .route(method, "/api/v1/orders/:id", Input.operation(operation), Future::succeededFuture);
            }
        });
    }

    private JsonObject send(String id, JsonObject body) {
        JsonObject request = JsonObject.of("params", JsonArray.of(id), "query", new JsonObject())
                .put("headers", new JsonObject())
                .put("body", body);
        return TestNode.await(vertx.eventBus()
                .<JsonObject>request("http.PUT /api/v1/orders/{}", request)
                .map(reply -> reply.body().getJsonObject("body")));
    }
}
