package io.polyloop.docs.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.fixture.Contract;
import io.polyloop.fixture.Http;
import io.polyloop.fixture.TestNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedIT {
    private static final JsonArray VERTICLES = JsonArray.of(JsonObject.of("name", CheckedVerticle.class.getName()));

    @TempDir
    Path dir;

    @Test
    void a_request_is_checked_and_an_answer_is_as_in_the_document() {
        try (TestNode node = TestNode.start(dir, "verticles", VERTICLES)) {
            Contract contract = Contract.of(node);

            assertEquals(
                    "2",
                    contract.post("/api/v1/orders", "{\"sku\":\"AB-1\",\"quantity\":2}")
                            .body());
            assertEquals(
                    "the body at /quantity: expected at least 1",
                    Http.body(contract.post("/api/v1/orders", "{\"sku\":\"AB-1\",\"quantity\":0}"))
                            .getString("detail"));
            assertEquals("10", contract.get("/api/v1/orders").body());
        }
    }
}
