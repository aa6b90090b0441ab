package io.polyloop.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyValuesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':[1,2.5,-0.0,'x',true,false,null,{}],'b':12345678901234567890}",
                "[]",
                "'\\uD834\\uDD1E'",
                "7",
                "true"
            })
    void a_body_is_read_as_the_same_json_is_everywhere(String text) {
        String json = text.replace('\'', '"');

        assertEquals(io.vertx.core.json.Json.decodeValue(json), read(json, 100));
    }

    @Test
    void as_many_values_as_the_limit_are_read() {
        assertEquals(JsonArray.of(1, JsonObject.of("a", 2)), read("[1,{\"a\":2}]", 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2,3,4]", "{\"a\":1,\"b\":2,\"c\":3,\"d\":4}", "[[],{},[[]]]"})
    void more_values_are_refused_with_the_name_of_the_limit(String json) {
        ProblemException refusal = assertThrows(ProblemException.class, () -> read(json, 4));

        assertEquals(Problem.TOO_LARGE, refusal.problem());
        assertTrue(refusal.getMessage().contains("limits.values"), refusal::getMessage);
    }

    @Test
    void a_lone_surrogate_in_a_name_is_refused() {
        assertThrows(ProblemException.class, () -> read("{\"\\uD800\":1}", 4));
    }

    private static Object read(String json, int limit) {
        return BodyValues.read(json.getBytes(StandardCharsets.UTF_8), limit);
    }
}
