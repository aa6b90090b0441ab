package io.polyloop.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.bus.RouteBody;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppContractTest {
    static final String ENGINE =
            """
            openapi: 3.1.0
            info: {title: Engine, version: 1.0.0}
            tags: [{name: topics}]
            paths:
              /api/v1/greetings/{language}: {get: {operationId: greet, responses: {'200': {description: A greeting.}}}}
            components:
              schemas: {Topic: {type: string}}
              responses: {Refused: {description: A refusal.}}
            """;
    static final String APP =
            """
            openapi: 3.1.0
            info: {title: Orders}
            paths:
              /api/v1/orders/{id}:
                parameters:
                  - {name: id, in: path, required: true, schema: {type: integer}}
                put:
                  operationId: placeOrder
                  parameters: [{$ref: '#/components/parameters/Draft'}]
                  requestBody: {$ref: '#/components/requestBodies/Order'}
                  responses: {200: {description: Stored on 2026-11-30.}}
            components:
              parameters:
                Draft: {name: draft, in: query, schema: {type: boolean}}
              requestBodies:
                Order: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
              schemas:
                Order: {type: object, required: [topic], properties: {topic: {$ref: '#/components/schemas/Topic'},
                  day: {type: string, format: date, examples: [2026-11-30]}}}
            """;
    private final AppContract contract = AppContract.of(ENGINE, APP);

    @Test
    void without_a_document_of_the_fork_that_of_the_engine_is_served_as_it_is() {
        assertSame(ENGINE, AppContract.of(ENGINE, null).yaml(Map.of()));
    }

    @Test
    void the_document_contains_the_paths_and_components_of_both() {
        JsonObject document = YamlDocument.parse(contract.yaml(Map.of()));

        assertEquals("Orders", Pointer.find(document, "/info/title"));
        assertEquals("1.0.0", Pointer.find(document, "/info/version"));
        assertNotNull(Pointer.find(document, "/paths/~1api~1v1~1greetings~1{language}/get"));
        assertNotNull(Pointer.find(document, "/paths/~1api~1v1~1orders~1{id}/put/responses/200"));
        assertEquals("2026-11-30", Pointer.find(document, "/components/schemas/Order/properties/day/examples/0"));
    }

    @Test
    void an_operation_says_the_input_of_its_route() {
        AppOperation operation = AppOperation.of(contract, "placeOrder");
        operation.requireRoute("PUT", "/api/v1/orders/:id");
        JsonObject query = JsonObject.of("draft", "true");
        JsonObject path = JsonObject.of("id", "7");

        assertEquals(RouteBody.Kind.JSON, operation.body().kind());
        assertNull(operation.parameters("query").convert(query));
        assertNull(operation.parameters("path").convert(path));
        assertEquals(JsonObject.of("draft", true, "id", 7), query.mergeIn(path));
        Fault fault = JsonSchema.of(operation.document(), operation.bodyPointer(), AppContract.FILE)
                .check(JsonObject.of("topic", 1));
        assertEquals("the body at /topic: expected string", fault.in("the body"));
    }

    @Test
    void a_route_at_another_address_than_its_operation_is_refused() {
        AppOperation operation = AppOperation.of(contract, "placeOrder");

        assertThrows(IllegalArgumentException.class, () -> operation.requireRoute("POST", "/api/v1/orders/:id"));
        assertThrows(IllegalArgumentException.class, () -> operation.requireRoute("PUT", "/api/v1/orders/:nr"));
        assertThrows(IllegalArgumentException.class, () -> AppOperation.of(contract, "place"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openapi: 3.0.3                                    | #/openapi: 3.1.0 is expected",
                "paths: {/api/v1/topics/x: {}}                     | #/paths/~1api~1v1~1topics~1x: /api/v1/topics is the",
                "paths: {'/api/v1/greetings/{name}': {}}               | the path is that of /api/v1/greetings/{language}",
                "paths: {orders: {}}                               | #/paths/orders: write a path as in",
                "components: {schemas: {Topic: {}}}                | #/components/schemas/Topic: the service has a component",
                "tags: [{name: topics}]                            | #/tags: there is a tag topics already",
                "security: []                                      | #/security: this is not added",
                "'paths: ['                                        | line 2",
                "paths: 1                                          | #/paths: an object is expected"
            })
    void a_clash_with_the_engine_names_its_place(String yaml, String message) {
        String own = yaml.startsWith("openapi") ? yaml : "openapi: 3.1.0\n" + yaml;

        IllegalArgumentException fault =
                assertThrows(IllegalArgumentException.class, () -> AppContract.of(ENGINE, own));

        assertTrue(fault.getMessage().startsWith(AppContract.FILE), fault::getMessage);
        assertTrue(fault.getMessage().contains(message), fault::getMessage);
    }

    @Test
    void a_route_with_a_schema_is_in_the_document_with_references_that_lead_into_it() {
        JsonObject schema =
                new JsonObject("{\"$ref\": \"#/$defs/order\", \"$defs\": {\"order\": {\"type\": \"object\"}}}");
        String key = RouteDocuments.key("POST", "/api/v1/shops/:shop/orders");
        JsonObject query = new JsonObject("{\"properties\": {\"limit\": {\"type\": \"integer\"}}}");

        JsonObject document = YamlDocument.parse(contract.yaml(
                Map.of(key, RouteDocuments.operation(key, null, query, "application/json", schema, true))));

        String at = "/paths/~1api~1v1~1shops~1{shop}~1orders/post";
        JsonObject operation = (JsonObject) Pointer.find(document, at);
        assertEquals(
                "shop", operation.getJsonArray("parameters").getJsonObject(0).getString("name"));
        assertEquals(
                "limit", operation.getJsonArray("parameters").getJsonObject(1).getString("name"));
        assertEquals(0, operation.getJsonArray("security").size());
        Object reference = Pointer.find(document, at + "/requestBody/content/application~1json/schema/$ref");
        assertEquals(
                JsonObject.of("type", "object"),
                Pointer.find(document, reference.toString().substring(1)));
    }
}
