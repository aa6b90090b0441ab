package io.polyloop.polyglot.graal;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A JSON value taken apart: a JavaScript literal with {@code a0}, {@code a1} … in it, and the values of these. */
final class Leaves {
    private static final int MAX_VALUES = 64;
    private static final int MAX_DEPTH = 8;
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    private final StringBuilder literal = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** False if it is too large for this, or holds what would not be the same as after parsing its text. */
    boolean add(Object json) {
        return add(json, 0);
    }

    String literal() {
        return literal.toString();
    }

    /** From the values to the object. */
    String function() {
        String names = IntStream.range(0, values.size()).mapToObj(i -> "a" + i).collect(Collectors.joining(","));
        return "(" + names + ") => (" + literal + ")";
    }

    Object[] values() {
        return values.toArray();
    }

    private boolean add(Object json, int depth) {
        if (json instanceof JsonObject object) {
            return depth < MAX_DEPTH && members(object.getMap(), depth);
        }
        if (json instanceof JsonArray array) {
            return depth < MAX_DEPTH && elements(array.getList(), depth);
        }
        if (json instanceof Map<?, ?> map) {
            return depth < MAX_DEPTH && members(map, depth);
        }
        if (json instanceof List<?> list) {
            return depth < MAX_DEPTH && elements(list, depth);
        }
        return leaf(json);
    }

    private boolean members(Map<?, ?> members, int depth) {
        literal.append('{');
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (!(member.getKey() instanceof String name && isPlain(name))) {
                return false;
            }
            literal.append('"').append(name).append("\":");
            if (!add(member.getValue(), depth + 1)) {
                return false;
            }
            literal.append(',');
        }
        literal.append('}');
        return true;
    }

    private boolean elements(List<?> elements, int depth) {
        literal.append('[');
        for (Object element : elements) {
            if (!add(element, depth + 1)) {
                return false;
            }
            literal.append(',');
        }
        literal.append(']');
        return true;
    }

    private boolean leaf(Object value) {
        if (values.size() == MAX_VALUES || !isSame(value)) {
            return false;
        }
        literal.append('a').append(values.size());
        values.add(value instanceof Long number ? (Object) number.doubleValue() : value);
        return true;
    }

    // Code is made of this. In a literal, "__proto__" would set the prototype instead of a member.
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c > '~') {
                return false;
            }
        }
        return !name.equals("__proto__");
    }

    private static boolean isSame(Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Double number && Double.isFinite(number)
                || value instanceof Long integer && Math.abs(integer) <= MAX_SAFE_INTEGER;
    }
}
