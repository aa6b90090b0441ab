package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedValueTest {
    @Test
    void a_text_gets_the_type_of_the_default() {
        assertEquals("7", TypedValue.like("EUR", "7"));
        assertEquals("", TypedValue.like("EUR", ""));
        assertEquals(7, TypedValue.like(1, "7"));
        assertEquals(1L << 40, TypedValue.like(1, "1099511627776"));
        assertEquals(0.5, TypedValue.like(1, " 0.5 "));
        assertEquals(-3, TypedValue.like(0.5, "-3"));
        assertEquals(true, TypedValue.like(false, "true"));
        assertEquals(JsonArray.of("DE", "7"), TypedValue.like(JsonArray.of("FR"), "DE, 7,"));
        assertEquals(JsonArray.of(7, 8), TypedValue.like(JsonArray.of(1), "7,8"));
        assertEquals(new JsonArray(), TypedValue.like(JsonArray.of("FR"), ""));
        assertEquals(JsonArray.of("a,b"), TypedValue.like(new JsonArray(), "[\"a,b\"]"));
        JsonArray objects = JsonArray.of(JsonObject.of("a", 1));
        assertEquals(objects, TypedValue.like(JsonArray.of(JsonObject.of("a", 0)), objects.encode()));
        assertEquals("any", TypedValue.like(null, "any"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, x, expected a number",
        "1, '', expected a number",
        "1, 010, expected a number",
        "1, NaN, expected a number",
        "1, Infinity, expected a number",
        "1, 0x10, expected a number",
        "true, yes, expected true or false",
        "true, TRUE, expected true or false",
        "[1], '1,x', expected a number",
        "'[{\"a\": 1}]', 'a=1', expected a list in JSON",
        "[], '[1', expected a list in JSON"
    })
    void a_text_of_another_form_is_an_error_with_the_variable_and_without_the_value(
            String example, String value, String form) {
        Map<String, Object> typed = new JsonObject("{\"a.key\":" + example + "}").getMap();
        typed.replaceAll((key, given) -> new JsonObject("{\"v\":" + example + "}").getValue("v"));
        Map<String, Object> values = new HashMap<>(typed);
        List<String> errors = new ArrayList<>();
        new Overrides(values, typed, errors).applyEnvironment(Map.of("POLYLOOP_A_KEY", value));
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith("POLYLOOP_A_KEY: " + form), errors::toString);
        assertTrue(errors.get(0).endsWith(", the type of its default in app.yaml"), errors::toString);
        assertEquals(typed, values);
    }

    @Test
    void a_value_is_not_shown() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> TypedValue.like(1, "s3cret"));
        assertFalse(refused.getMessage().contains("s3cret"));
    }
}
