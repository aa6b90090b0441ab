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
    private final JsonNodeFactory nodes;

    private JsonNodes(JsonNodeFactory nodes) {
        this.nodes = nodes;
    }

    /** Throws {@link IllegalArgumentException} for what is no JSON value. */
    static JsonNode of(Object value) {
        return new JsonNodes(JsonNodeFactory.instance).node(value);
    }

    /** The same of nodes that count how often they are looked through. */
    static JsonNode of(Object value, Work work) {
        return new JsonNodes(new CountedNodes(work)).node(value);
    }

    private JsonNode node(Object value) {
        if (value instanceof JsonObject object) {
            return object(object.getMap());
        }
        if (value instanceof JsonArray array) {
            return array(array.getList());
        }
        if (value instanceof String text) {
            return nodes.textNode(text);
        }
        if (value instanceof Boolean truth) {
            return nodes.booleanNode(truth);
        }
        return value instanceof Number number ? number(number) : other(value);
    }

    private JsonNode other(Object value) {
        if (value == null) {
            return nodes.nullNode();
        }
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        if (value instanceof List<?> list) {
            return array(list);
        }
        throw new IllegalArgumentException(value.getClass() + " is no JSON value");
    }

    private JsonNode number(Number number) {
        if (number instanceof Integer integer) {
            return nodes.numberNode(integer.intValue());
        }
        if (number instanceof Long integer) {
            return nodes.numberNode(integer.longValue());
        }
        if (number instanceof BigInteger integer) {
            return nodes.numberNode(integer);
        }
        return number instanceof BigDecimal decimal
                ? nodes.numberNode(decimal)
                : nodes.numberNode(number.doubleValue());
    }

    private JsonNode object(Map<?, ?> map) {
        ObjectNode object = nodes.objectNode();
        map.forEach((name, value) -> object.set((String) name, node(value)));
        return object;
    }

    private JsonNode array(List<?> list) {
        ArrayNode array = nodes.arrayNode(list.size());
        list.forEach(value -> array.add(node(value)));
        return array;
    }
}
