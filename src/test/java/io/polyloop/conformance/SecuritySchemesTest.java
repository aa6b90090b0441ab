package io.polyloop.conformance;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What both documents say of credentials. */
class SecuritySchemesTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Set<String> SCHEMES = Set.of("bearer", "session", "ticket", "subprotocol");

    private final ContractFile openApi = ContractFile.openApi();
    private final ContractFile asyncApi = ContractFile.asyncApi();

    private record Operation(String path, JsonObject json) {
        String id() {
            return json.getString("operationId");
        }
    }

    private Stream<Operation> operations() {
        return openApi.object("/paths").stream().flatMap(path -> ((JsonObject) path.getValue())
                .stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new Operation(path.getKey(), (JsonObject) method.getValue())));
    }

    /** The schemes, one of which the operation needs; an empty set is that it needs none. */
    private List<Set<String>> security(Operation operation) {
        JsonArray security = operation.json().getJsonArray("security", (JsonArray) openApi.at("/security"));
        return security.stream()
                .map(requirement -> ((JsonObject) requirement).fieldNames())
                .toList();
    }

    @Test
    void only_the_public_routes_need_no_credential() {
        List<String> open = operations()
                .filter(operation ->
                        security(operation).isEmpty() || security(operation).contains(Set.of()))
                .map(Operation::id)
                .sorted()
                .toList();

        // A WebSocket can also authenticate by its first frame.
        assertEquals(List.of("asyncapi", "index", "live", "mypage", "openapi", "resourceMetadata"), open);
    }

    @Test
    void only_event_streams_take_a_ticket() {
        List<String> withTicket = operations()
                .filter(operation -> security(operation).contains(Set.of("ticket")))
                .map(Operation::id)
                .toList();

        assertEquals(List.of("events"), withTicket);
    }

    @Test
    void every_requirement_names_a_scheme() {
        Set<String> named = operations()
                .flatMap(operation -> security(operation).stream())
                .flatMap(Set::stream)
                .collect(toSet());

        assertEquals(SCHEMES, named);
        named.forEach(name -> assertNotNull(openApi.at("/components/securitySchemes/" + name), name));
    }

    @Test
    void every_route_of_the_api_can_refuse_a_client() {
        List<Operation> api = operations()
                .filter(operation -> operation.path().startsWith("/api/"))
                .toList();

        assertFalse(api.isEmpty());
        api.forEach(operation -> Stream.of("401", "429")
                .forEach(status -> assertTrue(
                        operation.json().getJsonObject("responses").containsKey(status),
                        operation.id() + " " + status)));
    }

    @Test
    void both_documents_have_the_same_schemes() {
        JsonObject schemes = asyncApi.object("/components/securitySchemes");

        assertEquals(openApi.object("/components/securitySchemes").fieldNames(), schemes.fieldNames());
        schemes.forEach(scheme -> {
            Object name = ((JsonObject) scheme.getValue()).getValue("name");
            assertEquals(openApi.at("/components/securitySchemes/" + scheme.getKey() + "/name"), name);
        });
    }
}
