package io.polyloop.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** A JSON value as a text that is the same for equal values alone: members in order, and 1.0 as 1 (JSON Schema, 4.2.2). */
final class CanonicalText {
    private final StringBuilder text = new StringBuilder();

    private CanonicalText() {}

    static String of(JsonNode node) {
        CanonicalText canonical = new CanonicalText();
        canonical.add(node);
        Work.charge(canonical.text.length());
        return canonical.text.toString();
    }

    private void add(JsonNode node) {
        if (node.isObject()) {
            object(node);
        } else if (node.isArray()) {
            array(node);
        } else {
            text.append(node.isNumber() ? number(node) : node.toString());
        }
    }

    private static String number(JsonNode node) {
        BigDecimal number = node.decimalValue();
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
    }

    private void object(JsonNode node) {
        Map<String, JsonNode> members = new TreeMap<>();
        node.fields().forEachRemaining(member -> members.put(member.getKey(), member.getValue()));
        text.append('{');
        members.forEach((name, value) -> {
            text.append(new TextNode(name)).append(':');
            add(value);
            text.append(',');
        });
        text.append('}');
    }

    private void array(JsonNode node) {
        text.append('[');
        for (JsonNode item : node) {
            add(item);
            text.append(',');
        }
        text.append(']');
    }
}
