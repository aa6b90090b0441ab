package io.polyloop.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemaTest {
    @Test
    void a_pattern_that_backtracks_without_end_matches_nothing_within_milliseconds() {
        JsonSchema schema = schema("{'pattern': '^(a+)+$'}");

        assertNull(schema.check("aaa"));
        Fault fault = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> schema.check("a".repeat(60_000) + "!"));
        assertEquals("expected text that matches ^(a+)+$", fault.expected());
    }

    @Test
    void a_pattern_is_searched_for_and_its_end_is_that_of_the_text() {
        assertNull(schema("{'pattern': 'b'}").check("abc"));
        assertNotNull(schema("{'pattern': '^[a-z]+$'}").check("abc\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'$ref': '#/$defs/a', '$defs': {'a': {'allOf': [{'$ref': '#/$defs/a'}]}}}",
                "{'properties': {'x': {'allOf': [{'$ref': '#'}, {'$ref': '#'}]}}}",
                "{'additionalProperties': {'$ref': '#'}, 'allOf': [{'additionalProperties': {'$ref': '#'}}]}"
            })
    void a_schema_whose_cost_grows_without_bound_is_refused(String schema) {
        IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, () -> schema(schema));

        assertTrue(fault.getMessage().startsWith("the schema: "), fault::getMessage);
    }

    @Test
    void a_schema_that_doubles_by_each_reference_is_refused() {
        JsonObject definitions = new JsonObject().put("d0", JsonObject.of("type", "object"));
        for (int i = 1; i < 30; i++) {
            JsonObject half = JsonObject.of("$ref", "#/$defs/d" + (i - 1));
            definitions.put("d" + i, JsonObject.of("allOf", JsonArray.of(half, half)));
        }
        JsonObject bomb = JsonObject.of("$ref", "#/$defs/d29", "$defs", definitions);

        assertThrows(IllegalArgumentException.class, () -> JsonSchema.of(bomb, "", "the schema"));
    }

    @Test
    void a_tree_refers_to_itself_once_at_each_place() {
        JsonSchema tree = schema(
                "{'required': ['name'], 'properties': {'name': {'type': 'string'}, 'children': {'items': {'$ref': '#'}}}}");

        assertNull(tree.check(new JsonObject("{\"name\":\"a\",\"children\":[{\"name\":\"b\"}]}")));
        assertEquals(
                "/children/0",
                tree.check(new JsonObject("{\"name\":\"a\",\"children\":[{}]}")).pointer());
    }

    @ParameterizedTest
    @CsvSource({
        "date-time, 2026-11-30T08:00:00.123Z, 2026-11-30 08:00:00Z",
        "date-time, 2026-11-30T08:00:00+01:00, 2026-13-30T08:00:00Z",
        "date, 2024-02-29, 2026-02-29",
        "time, 08:00:00Z, 25:00:00Z",
        "email, ada@example.org, ada@",
        "email, ada@example.org, ''",
        "email, a.b+c@x.example, @example.org",
        "hostname, a.example, -a.example",
        "ipv4, 10.0.0.1, 256.1.1.1",
        "ipv4, 0.0.0.0, 1.2.3.",
        "ipv6, ::1, ::g",
        "ipv6, 2001:db8::1, example.org",
        "uri, https://a.example/x?y, /x",
        "uuid, 123e4567-e89b-12d3-a456-426614174000, 123e4567",
        "byte, aGk=, aGk"
    })
    void a_format_is_checked(String format, String good, String bad) {
        JsonSchema schema = schema("{'type': 'string', 'format': '" + format + "'}");

        assertNull(schema.check(good));
        assertNotNull(schema.check(bad));
    }

    @Test
    void numbers_are_compared_without_loss() {
        JsonSchema schema = schema("{'maximum': 9007199254740992, 'multipleOf': 0.01}");

        assertNull(schema.check(9007199254740992L));
        assertNotNull(schema.check(9007199254740993L));
        assertNull(schema.check(19.99));
        assertNotNull(schema.check(19.999));
    }

    private static JsonSchema schema(String json) {
        return JsonSchema.of(new JsonObject(json.replace('\'', '"')), "", "the schema");
    }
}
