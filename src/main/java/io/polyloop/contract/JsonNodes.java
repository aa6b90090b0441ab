package io.polyloop.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** JSON values of Vert.x as those of Jackson, which the validator reads: numbers keep their types. */
final class JsonNodes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonNodes() {}

    /** Throws {@link IllegalArgumentException} for what is no JSON value. */
    static JsonNode of(Object value) {
        if (value instanceof JsonObject object) {
            return object(object.getMap());
        }
        if (value instanceof JsonArray array) {
            return array(array.getList());
        }
        if (value instanceof String text) {
            return NODES.textNode(text);
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        return value instanceof Number number ? number(number) : other(value);
    }

    private static JsonNode other(Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        if (value instanceof List<?> list) {
            return array(list);
        }
        throw new IllegalArgumentException(value.getClass() + " is no JSON value");
    }

    private static JsonNode number(Number number) {
        if (number instanceof Integer integer) {
            return NODES.numberNode(integer.intValue());
        }
        if (number instanceof Long integer) {
            return NODES.numberNode(integer.longValue());
        }
        if (number instanceof BigInteger integer) {
            return NODES.numberNode(integer);
        }
        return number instanceof BigDecimal decimal
                ? NODES.numberNode(decimal)
                : NODES.numberNode(number.doubleValue());
    }

    private static JsonNode object(Map<?, ?> map) {
        ObjectNode node = NODES.objectNode();
        map.forEach((name, value) -> node.set((String) name, of(value)));
        return node;
    }

    private static JsonNode array(List<?> list) {
        ArrayNode node = NODES.arrayNode(list.size());
        list.forEach(value -> node.add(of(value)));
        return node;
    }
}
