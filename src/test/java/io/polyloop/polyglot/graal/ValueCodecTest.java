package io.polyloop.polyglot.graal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a value crosses, and however often it came before: a script sees what JSON.parse would have given it. */
class ValueCodecTest {
    // As large as it takes for a shape to be known.
    private static final int OFTEN = JsonShapeCache.MIN_COUNT + 1;

    private final Context sandbox = Context.newBuilder("js")
            .option("engine.WarnInterpreterOnly", "false")
            .build();
    private final ValueCodec crossing = new JsValueCodec(sandbox);

    @AfterEach
    void close() {
        sandbox.close(true);
    }

    static Stream<Object> values() {
        return Stream.of(
                new JsonObject(
                        "{\"a\":{\"b\":[1,2.5,\"\\u00e9\\u0000\\ud800\"]},\"n\":null,\"7\":true,\"\":[],\"c\":{}}"),
                new JsonArray("[[],{},[[1]],null]"),
                new JsonObject(
                        "{\"__proto__\":{\"x\":1},\"constructor\":1,\"toString\":2,\"a\\\"b\\\\\":3,\"\\u2028\":4}"),
                JsonObject.of("small", 1L, "large", Long.MAX_VALUE, "huge", BigInteger.TEN.pow(30)),
                JsonObject.of(
                        "double", -0.0, "whole", 3.0, "float", 0.1f, "at", Instant.EPOCH, "bytes", new byte[] {1}),
                JsonObject.of("map", java.util.Map.of("k", List.of(1, "x")), "list", Arrays.asList(null, true)),
                new JsonArray(java.util.Collections.nCopies(100, 1)),
                new JsonArray("[".repeat(50) + "]".repeat(50)),
                "[1]",
                "\"quoted",
                42,
                4.5,
                true);
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_is_what_parsing_its_text_gives(Object json) {
        Value same = sandbox.eval(
                "js",
                """
                (one, text) => {
                  const same = (a, b) => a === b ? Object.is(a, b) : typeof a === 'object' && typeof b === 'object' &&
                    Object.getPrototypeOf(a) === Object.getPrototypeOf(b) && Array.isArray(a) === Array.isArray(b) &&
                    Object.keys(a).join() === Object.keys(b).join() && Object.keys({ ...a }).length === Object.keys(b).length &&
                    Object.keys(a).every((key) => same(a[key], b[key]));
                  return same(one, JSON.parse(text)) && JSON.stringify(one) === JSON.stringify(JSON.parse(text));
                }""");
        for (int i = 0; i < OFTEN; i++) {
            assertTrue(same.execute(crossing.toScript(json), Json.encode(json)).asBoolean(), Json.encode(json));
        }
    }

    @Test
    void a_script_changes_only_its_own_copy() {
        JsonObject json = new JsonObject("{\"list\":[1,2],\"map\":{\"k\":1}}");
        Value change = sandbox.eval("js", "(v) => { v.list.push(3); v.map.k = 9; v.more = 1; return v.list.length; }");
        for (int i = 0; i < OFTEN; i++) {
            assertEquals(3, change.execute(crossing.toScript(json)).asInt());
        }
        assertEquals(new JsonObject("{\"list\":[1,2],\"map\":{\"k\":1}}"), json);
    }

    @Test
    void values_of_one_shape_are_not_mixed_up() {
        Value sum = sandbox.eval("js", "({ a, b: [{ c }] }) => a * 1000 + c");
        for (int i = 0; i < OFTEN; i++) {
            JsonObject json = JsonObject.of("a", i, "b", JsonArray.of(JsonObject.of("c", i + 1)));
            assertEquals(i * 1000 + i + 1, sum.execute(crossing.toScript(json)).asInt());
        }
    }

    @Test
    void more_shapes_than_are_remembered_cross_as_well() {
        Value first = sandbox.eval("js", "(v) => Object.values(v)[0]");
        for (int i = 0; i < OFTEN * JsonShapeCache.MAX_SHAPES * 2; i++) {
            JsonObject json = JsonObject.of("k" + i % (JsonShapeCache.MAX_SHAPES * 2), i);
            assertEquals(i, first.execute(crossing.toScript(json)).asInt());
        }
    }

    @Test
    void a_script_that_replaces_json_parse_does_not_see_the_values() {
        sandbox.eval("js", "JSON.parse = () => 'changed'; Object.defineProperty(Object.prototype, 'a', { set() {} });");
        Value read = sandbox.eval("js", "(v) => v.a");
        for (int i = 0; i < OFTEN; i++) {
            assertEquals(
                    1, read.execute(crossing.toScript(JsonObject.of("a", 1))).asInt());
        }
    }

    @Test
    void an_answer_is_a_string_or_text_in_an_array() {
        assertEquals("[1]", crossing.fromScript(sandbox.eval("js", "'[1]'")));
        assertEquals(JsonArray.of(1), crossing.fromScript(sandbox.eval("js", "['[1]']")));
    }
}
