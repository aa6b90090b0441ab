package io.polyloop.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.fixture.engine.EqualHashes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one value can cost, whatever its route's schema says. */
class ValidationWorkTest {
    private static final int ITEMS = 10_000;

    @Test
    void items_of_equal_hash_are_compared_about_as_fast_as_others() {
        JsonSchema unique = schema("{'uniqueItems': true}");
        JsonArray alike = arrays(EqualHashes.texts(ITEMS));
        JsonArray others = arrays(IntStream.range(0, ITEMS)
                .mapToObj(i -> String.format("%030d", i))
                .toList());
        cpu(unique, others);

        long harmless = Math.max(1, cpu(unique, others));
        long hostile = cpu(unique, alike);

        assertTrue(hostile < 40 * harmless, () -> hostile + " ns of " + harmless);
    }

    private static JsonArray arrays(List<String> texts) {
        JsonArray arrays = new JsonArray();
        texts.forEach(text -> arrays.add(JsonArray.of(text)));
        return arrays;
    }

    private static long cpu(JsonSchema schema, Object value) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertNull(schema.check(value));
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 2, '1', true, null, [], {}] | true",
                "[1, 1.0]                        | false",
                "[0, -0.0]                       | false",
                "[100, 1e2]                      | false",
                "[9007199254740993, 9007199254740992] | true",
                "[{'a':1,'b':2}, {'b':2,'a':1}]  | false",
                "[{'a':[1]}, {'a':[1,null]}]     | true",
                "[['a','b'], ['a,b']]            | true",
                "['a', 'a']                      | false"
            })
    void items_are_unique_by_value(String items, boolean unique) {
        Fault fault = schema("{'uniqueItems': true}").check(new JsonArray(items.replace('\'', '"')));

        assertEquals(unique ? null : new Fault("", "expected items that differ"), fault);
    }

    @Test
    void a_value_that_many_patterns_backtrack_over_is_refused_by_its_steps() {
        JsonObject value = new JsonObject();
        for (int i = 0; i < ITEMS; i++) {
            value.put("a".repeat(30) + i + "!", 1);
        }

        // With a reference back, a matcher does not remember where it has been.
        assertTooMuch(schema("{'patternProperties': {'^(a+)+\\\\1z$': true}}").check(value));
    }

    @Test
    void a_value_that_many_schemas_judge_as_a_whole_is_refused_by_its_steps() {
        JsonArray branches = new JsonArray();
        for (int i = 0; i < 1_000; i++) {
            branches.add(
                    JsonObject.of("additionalProperties", JsonObject.of("minimum", 0), "required", JsonArray.of("x")));
        }
        JsonObject value = new JsonObject();
        for (int i = 0; i < ITEMS; i++) {
            value.put("k" + i, 1);
        }

        assertTooMuch(JsonSchema.of(JsonObject.of("anyOf", branches), "", "the schema")
                .check(value));
    }

    private static void assertTooMuch(Fault fault) {
        assertNotNull(fault);
        assertTrue(fault.expected().startsWith("takes more than"), fault::expected);
    }

    @Test
    void a_usual_value_of_many_parts_takes_a_fraction_of_the_steps() {
        JsonSchema orders = schema(
                "{'items': {'required': ['sku', 'n'], 'additionalProperties': false, 'properties': {"
                        + "'sku': {'type': 'string', 'pattern': '^[A-Z]{2}-[0-9]+$'}, 'n': {'type': 'integer', 'minimum': 1}}}}");
        JsonArray value = new JsonArray();
        for (int i = 0; i < ITEMS / 3; i++) {
            value.add(JsonObject.of("sku", "AB-" + i, "n", 1));
        }
        Work work = new Work();

        assertNull(orders.check(value, work));
        assertTrue(work.taken() > ITEMS && work.taken() < Work.MAX / 5, () -> work.taken() + " steps");
    }

    private static JsonSchema schema(String json) {
        return JsonSchema.of(new JsonObject(json.replace('\'', '"')), "", "the schema");
    }
}
