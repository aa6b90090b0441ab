package io.polyloop.conformance.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.conformance.RawResponse;
import io.polyloop.conformance.security.EntryPoint.Guard;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Each operation of openapi.yaml: public only if this test says so too, and refused to bad credentials otherwise. */
class ContractOperationsIT {
    /** What everyone may have. An operation that is added is not public until it is added here. */
    private static final Set<String> PUBLIC = Set.of(
            "GET /",
            "GET /mypage.html",
            "GET /openapi.yaml",
            "GET /asyncapi.yaml",
            "GET /.well-known/oauth-protected-resource");
    /** Operations that look at credentials themselves, with the kinds that they accept. */
    private static final Map<String, Set<String>> OWN = Map.of(
            "GET /api/v1/live", Set.of("", "bearer", "session", "subprotocol"),
            "GET /api/v1/topics/{topic}/events", Set.of("bearer", "session", "ticket"),
            "POST /api/v1/session", Set.of("bearer"),
            "GET /api/v1/session", Set.of("session"),
            "DELETE /api/v1/session", Set.of("session"));

    @TempDir
    static Path dir;

    private static SecuredNode node;
    private static JsonObject contract;
    private static List<Credential> bad;

    @BeforeAll
    static void start() throws IOException {
        // With the routes and verticles of the packaged settings.
        node = SecuredNode.withPackagedRoutes(dir);
        bad = BadCredentials.of(node);
        try (InputStream file = ContractOperationsIT.class.getResourceAsStream("/openapi.yaml")) {
            String yaml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, Object> map = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            contract = new JsonObject(map);
        }
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private record Operation(String method, String path, JsonArray security) {
        String name() {
            return method + " " + path;
        }

        EntryPoint entryPoint(Guard guard) {
            String target = path.replace("{topic}", SecuredNode.SECRET).replaceAll("\\{[a-z]+}", "java");
            String body = method.equals("POST") ? "{\"topics\":[\"acme.secret.victim\"]}" : null;
            List<String> headers = body == null ? List.of() : List.of("Content-Type: application/json");
            return new EntryPoint(name(), guard, method, target, body, headers);
        }
    }

    private static Stream<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, Object> path : contract.getJsonObject("paths")) {
            JsonObject item = (JsonObject) path.getValue();
            for (String method : List.of("get", "put", "post", "delete", "options", "head", "patch", "trace")) {
                if (item.containsKey(method)) {
                    JsonArray security =
                            item.getJsonObject(method).getJsonArray("security", contract.getJsonArray("security"));
                    operations.add(new Operation(method.toUpperCase(), path.getKey(), security));
                }
            }
        }
        return operations.stream();
    }

    private static Set<String> schemes(Operation operation) {
        Set<String> schemes = new TreeSet<>();
        operation.security().forEach(one -> schemes.add(String.join("", ((JsonObject) one).fieldNames())));
        return schemes;
    }

    @Test
    void the_contract_says_of_each_operation_what_is_decided_here() {
        operations().forEach(operation -> {
            Set<String> decided = PUBLIC.contains(operation.name())
                    ? Set.of()
                    : OWN.getOrDefault(operation.name(), Set.of("bearer", "session"));
            assertEquals(new TreeSet<>(decided), schemes(operation), operation.name());
        });
        List<String> names = operations().map(Operation::name).toList();
        assertTrue(names.containsAll(PUBLIC) && names.containsAll(OWN.keySet()), names::toString);
    }

    @TestFactory
    Stream<DynamicTest> public_operations_are_the_same_with_any_credential() {
        return operations()
                .filter(operation -> PUBLIC.contains(operation.name()))
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    EntryPoint entryPoint = operation.entryPoint(Guard.PUBLIC);
                    String whole = entryPoint.send(node, Credential.NONE, "").text();
                    for (Credential credential : bad) {
                        RawResponse answer = entryPoint.send(node, credential, "");
                        boolean isMalformed = Set.of(400, 431).contains(credential.status());
                        boolean isStrict =
                                answer.status() == 400 && !credential.query().isEmpty();
                        assertEquals(
                                isMalformed ? credential.status() : isStrict ? 400 : 200,
                                answer.status(),
                                () -> credential + ": " + answer);
                        assertTrue(answer.status() != 200 || answer.text().equals(whole), credential::name);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> other_operations_refuse_bad_credentials() {
        return operations()
                .filter(operation ->
                        !PUBLIC.contains(operation.name()) && !operation.path().equals("/api/v1/live"))
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    String before = node.heads();
                    List<String> faults = new ArrayList<>();
                    for (Credential credential : bad) {
                        RawResponse answer =
                                operation.entryPoint(Guard.AUTHENTICATED).send(node, credential, "");
                        // A session that is unknown has ended: that is what was asked for. It is no parameter there.
                        boolean isEnd = operation.name().equals("DELETE /api/v1/session")
                                && answer.status() == 204
                                && credential.headers().stream().anyMatch(header -> header.startsWith("Cookie"));
                        boolean isParameter = operation.path().equals("/api/v1/session")
                                && answer.status() == 400
                                && !credential.query().isEmpty();
                        if (answer.status() != credential.status() && !isEnd && !isParameter
                                || answer.toString().contains(SecuredNode.CANARY)) {
                            faults.add(credential + ": " + answer);
                        }
                    }
                    assertEquals(List.of(), faults);
                    assertEquals(before, node.heads());
                }));
    }

    @TestFactory
    Stream<DynamicTest> no_other_method_passes() {
        return operations()
                .map(Operation::path)
                .distinct()
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    for (String method : List.of(
                            "HEAD",
                            "OPTIONS",
                            "PUT",
                            "PATCH",
                            "TRACE",
                            "CONNECT",
                            "PROPFIND",
                            "get",
                            "Get",
                            "BREW",
                            "QUERY")) {
                        Operation operation = new Operation(method, path, new JsonArray());
                        RawResponse answer =
                                operation.entryPoint(Guard.AUTHENTICATED).send(node, Credential.NONE, "");
                        assertFalse(answer.toString().contains(SecuredNode.CANARY), answer::toString);
                        boolean isPublic = PUBLIC.contains("GET " + path)
                                || path.equals("/api/v1/session")
                                || path.equals("/api/v1/live");
                        assertTrue(isPublic || answer.status() >= 400, () -> method + " " + answer);
                    }
                }));
    }
}
