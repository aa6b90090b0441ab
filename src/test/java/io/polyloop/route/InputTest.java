package io.polyloop.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputTest {
    private static final JsonObject ORDER = new JsonObject(
            """
            {"type": "object", "additionalProperties": false, "required": ["customer", "items"], "properties": {
              "customer": {"type": "string", "minLength": 1, "maxLength": 20},
              "at": {"type": "string", "format": "date-time"},
              "total": {"type": "integer", "maximum": 9007199254740992},
              "items": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/item"}}},
             "$defs": {"item": {"type": "object", "required": ["quantity"], "properties": {
              "quantity": {"type": "integer", "minimum": 1}}}}}
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'customer': 'ada', 'items': [{'quantity': 0}]} | the body at /items/0/quantity: expected at least 1",
                "{'customer': 'ada', 'items': [{'quantity': 1.5}]} | the body at /items/0/quantity: expected integer",
                "{'customer': 'ada', 'items': []}                | the body at /items: expected at least 1 items",
                "{'items': [{'quantity': 1}]}                    | the body: customer is missing",
                "{'customer': '', 'items': [{'quantity': 1}]} | the body at /customer: expected at least 1 characters",
                "{'customer': 'a', 'items': [{'quantity': 1}], 'a/b': 1} | the body at /a~1b: is unknown",
                "{'customer': 'a', 'items': [{'quantity': 1}], 'at': '2026-02-30T00:00:00Z'} | the body at /at: expected a"
                        + " time such as 2026-11-30T08:00:00Z (RFC 3339)",
                "{'customer': 'a', 'items': [{'quantity': 1}], 'total': 9007199254740993} | the body at /total: expected"
                        + " at most 9007199254740992",
                "[]                                              | the body: expected object"
            })
    void a_body_that_the_schema_refuses_is_an_invalid_message_that_names_the_place(String body, String detail) {
        Object value = Json.decodeValue(body.replace('\'', '"'));

        ProblemException refusal = assertThrows(
                ProblemException.class, () -> check(Input.json(ORDER), request().put("body", value)));

        assertEquals(Problem.INVALID_MESSAGE, refusal.problem());
        assertEquals(detail, refusal.getMessage());
    }

    @Test
    void a_detail_contains_no_more_of_a_name_than_a_line() {
        JsonObject body = JsonObject.of("customer", "a", "items", JsonArray.of(JsonObject.of("quantity", 1)));

        ProblemException refusal = assertThrows(
                ProblemException.class,
                () -> check(Input.json(ORDER), request().put("body", body.put("x".repeat(100_000), 1))));

        assertTrue(refusal.getMessage().length() < 300, refusal::getMessage);
    }

    @Test
    void parameters_get_the_types_of_their_schemas() {
        JsonObject query = new JsonObject(
                """
                {"properties": {"limit": {"type": "integer"}, "price": {"type": "number"}, "open": {"type": "boolean"},
                 "tag": {"type": "array", "items": {"type": "string"}}, "page": {"type": "integer", "default": 1}}}
                """);
        JsonObject request = request();
        request.getJsonObject("query")
                .put("limit", "9007199254740993")
                .put("price", "1e2")
                .put("open", "true")
                .put("tag", "a");

        check(Input.none().query(query), request);

        assertEquals(
                JsonObject.of(
                        "limit", 9007199254740993L, "price", 100.0, "open", true, "tag", JsonArray.of("a"), "page", 1),
                request.getJsonObject("query"));
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 007, expected an integer",
        "limit, 1.0, expected an integer",
        "limit, 99999999999999999999, expected an integer",
        "limit, 0,   expected at least 1",
        "price, 0.12345678901234567, expected a number",
        "price, NaN, expected a number",
        "open,  yes, expected true or false",
        "limt,  1,   is unknown"
    })
    void a_parameter_that_the_schema_refuses_is_an_invalid_parameter(String name, String value, String expected) {
        JsonObject query = new JsonObject(
                """
                {"properties": {"limit": {"type": "integer", "minimum": 1}, "price": {"type": "number"},
                 "open": {"type": "boolean"}}}
                """);
        JsonObject request = request();
        request.getJsonObject("query").put(name, value);

        ProblemException refusal =
                assertThrows(ProblemException.class, () -> check(Input.none().query(query), request));

        assertEquals(Problem.INVALID_PARAMETER, refusal.problem());
        assertEquals("query parameter at /" + name + ": " + expected, refusal.getMessage());
    }

    @Test
    void fields_of_a_form_get_the_types_of_their_schema() {
        JsonObject schema = new JsonObject("{\"properties\": {\"amount\": {\"type\": \"integer\"}}}");
        JsonObject request = request().put("body", JsonObject.of("amount", "7", "note", "x"));

        check(Input.form(schema), request);

        assertEquals(JsonObject.of("amount", 7, "note", "x"), request.getJsonObject("body"));
    }

    @Test
    void bytes_are_a_buffer_from_this_node_and_from_another() {
        Buffer bytes = Buffer.buffer(new byte[] {0, -1, 10});
        for (JsonObject request : List.of(
                request().put("body", bytes),
                new JsonObject(request().put("body", bytes).encode()))) {
            check(Input.bytes(), request);
            assertEquals(bytes, request.getBuffer("body"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'json': {'type': 'strin'}}           | POST /orders/:id, body at #/type: a type is one of",
                "{'json': {'properties': {'a': {'formt': 1}}}} | body at #/properties/a/formt: the keyword is unknown",
                "{'json': {'format': 'postcode'}}      | at #/format: the format is unknown; there are byte, date",
                "{'json': {'pattern': '('}}            | at #/pattern: the pattern is malformed",
                "{'json': {'$ref': 'https://a/b'}}     | at #/$ref: a reference begins with #/",
                "{'json': {'$ref': '#/$defs/x'}}       | at #/$ref: there is nothing at #/$defs/x",
                "{'json': {'$ref': '#'}}               | a schema refers to itself",
                "{'query': {'properties': {'a': {'type': 'object'}}}} | query, a: the type of a parameter is",
                "{'path': {'properties': {'nr': {}}}}  | the path has no parameter nr"
            })
    void a_fault_of_a_schema_is_found_when_the_route_is_added(String input, String message) {
        IllegalArgumentException fault = assertThrows(
                IllegalArgumentException.class,
                () -> CompiledInput.of(
                        Input.parse(new JsonObject(input.replace('\'', '"'))),
                        "POST",
                        "/orders/:id",
                        List.of("id"),
                        null));

        assertTrue(fault.getMessage().contains(message), fault::getMessage);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'jsn': {}}                  | jsn is not an option of a route",
                "{'json': {}, 'bytes': true}  | a route has one of json, form, bytes and operation",
                "{'json': true}               | json is a JSON schema",
                "{'bytes': 'many'}            | bytes is true, or the size",
                "{'bytes': 0}                 | at least 1 byte",
                "{'operation': 'x', 'query': {}} | the parameters of an operation are in app-openapi.yaml"
            })
    void an_option_that_is_none_is_refused(String options, String message) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> Input.parse(new JsonObject(options.replace('\'', '"'))));

        assertTrue(refusal.getMessage().contains(message), refusal::getMessage);
    }

    private static JsonObject request() {
        return JsonObject.of("params", new JsonObject(), "query", new JsonObject());
    }

    private static void check(Input input, JsonObject request) {
        CompiledInput.of(input, "POST", "/orders", List.of(), null).check(request);
    }
}
