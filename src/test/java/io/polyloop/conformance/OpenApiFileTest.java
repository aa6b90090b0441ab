package io.polyloop.conformance;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.polyloop.topic.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class OpenApiFileTest {
    /** Of the service itself. A sample and a fork have tags of their own. */
    private static final Set<String> TAGS = Set.of("topics", "live", "credentials", "pages");

    private static final Set<String> OPERATIONS = Set.of(
            "erase",
            "eraseTopic",
            "append",
            "read",
            "topics",
            "events",
            "live",
            "beginSession",
            "session",
            "endSession",
            "ticket",
            "resourceMetadata",
            "index",
            "mypage",
            "openapi",
            "asyncapi");

    private final ContractFile file = ContractFile.openApi();

    @Test
    void it_loads_and_describes_every_route(Vertx vertx) throws Exception {
        OpenAPIContract contract = OpenApiContract.load(vertx).await(20, TimeUnit.SECONDS);

        assertEquals(
                OPERATIONS,
                contract.operations().stream()
                        .filter(operation -> TAGS.containsAll(operation.getTags()))
                        .map(Operation::getOperationId)
                        .collect(toSet()));
    }

    @Test
    void every_reference_resolves() {
        file.references().forEach(ref -> assertNotNull(file.at(ref.substring(1)), ref));
    }

    @Test
    void its_codes_are_those_of_the_catalogue() {
        List<String> catalogue = Stream.of(Problem.values()).map(Problem::code).toList();

        assertEquals(catalogue, file.strings("/components/schemas/Code/enum"));
    }

    @Test
    void a_refusal_has_codes_of_its_own_status() {
        List<JsonObject> refusals = ContractFile.objects(file.at("/components/responses"))
                .filter(schema -> schema.containsKey("status"))
                .filter(schema -> schema.getValue("status") instanceof JsonObject)
                .toList();

        assertFalse(refusals.isEmpty());
        refusals.forEach(OpenApiFileTest::checkStatus);
    }

    private static void checkStatus(JsonObject refusal) {
        JsonObject code = refusal.getJsonObject("code");
        Stream<?> codes =
                code.containsKey("enum") ? code.getJsonArray("enum").stream() : Stream.of(code.getString("const"));
        int status = refusal.getJsonObject("status").getInteger("const");

        codes.forEach(c -> assertEquals(status, Problem.ofCode((String) c).status(), (String) c));
    }

    @Test
    void every_example_obeys_its_schema() {
        List<Schema> bodies = bodies("/paths").toList();

        assertFalse(bodies.isEmpty());
        Stream.concat(bodies.stream(), bodies("/components/responses")).forEach(this::checkExamples);
    }

    private record Schema(String pointer, JsonObject mediaType) {}

    private Stream<Schema> bodies(String pointer) {
        return walk(pointer, file.at(pointer)).filter(s -> s.mediaType().containsKey("schema"));
    }

    private static Stream<Schema> walk(String pointer, Object value) {
        if (value instanceof JsonArray || !(value instanceof JsonObject object)) {
            return Stream.empty();
        }
        Stream<Schema> inside = object.stream().flatMap(e -> walk(pointer + "/" + escaped(e.getKey()), e.getValue()));
        return Stream.concat(Stream.of(new Schema(pointer, object)), inside);
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private void checkExamples(Schema body) {
        Schemas schemas = new Schemas(file);
        body.mediaType()
                .getJsonObject("examples", new JsonObject())
                .forEach(example ->
                        schemas.check(body.pointer() + "/schema", ((JsonObject) example.getValue()).getValue("value")));
    }
}
