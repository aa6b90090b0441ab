package io.polyloop.polyglot.graal;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JSON value split into its shape, which is its structure and names, and the values in it. */
final class JsonShape {
    private static final int MAX_VALUES = 64;
    private static final int MAX_PARTS = 4 * MAX_VALUES;
    private static final int MAX_DEPTH = 8;
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    /** The parts of a shape besides the names. */
    enum Part {
        OBJECT,
        END_OF_OBJECT,
        ARRAY,
        END_OF_ARRAY,
        VALUE
    }

    // Parts and, before each member, its name. Not text: comparing shapes has to cost less than writing JSON.
    private final List<Object> parts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** Returns false if the value is too large, or contains one that parsing its JSON text would change. */
    boolean add(Object json) {
        return add(json, 0);
    }

    /** Equal for values of the same shape. */
    List<Object> parts() {
        return parts;
    }

    Object[] values() {
        return values.toArray();
    }

    private boolean add(Object json, int depth) {
        if (json instanceof JsonObject object) {
            return members(object.getMap(), depth);
        }
        if (json instanceof JsonArray array) {
            return elements(array.getList(), depth);
        }
        if (json instanceof Map<?, ?> map) {
            return members(map, depth);
        }
        return json instanceof List<?> list ? elements(list, depth) : value(json);
    }

    private boolean members(Map<?, ?> members, int depth) {
        parts.add(Part.OBJECT);
        for (Map.Entry<?, ?> member : members.entrySet()) {
            parts.add(member.getKey());
            if (!fits(depth) || !add(member.getValue(), depth + 1)) {
                return false;
            }
        }
        parts.add(Part.END_OF_OBJECT);
        return fits(depth);
    }

    private boolean elements(List<?> elements, int depth) {
        parts.add(Part.ARRAY);
        for (Object element : elements) {
            if (!fits(depth) || !add(element, depth + 1)) {
                return false;
            }
        }
        parts.add(Part.END_OF_ARRAY);
        return fits(depth);
    }

    private boolean fits(int depth) {
        return depth < MAX_DEPTH && parts.size() <= MAX_PARTS;
    }

    private boolean value(Object value) {
        if (values.size() == MAX_VALUES || !survivesParsing(value)) {
            return false;
        }
        parts.add(Part.VALUE);
        values.add(value instanceof Long number ? (Object) number.doubleValue() : value);
        return true;
    }

    private static boolean survivesParsing(Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Double number && Double.isFinite(number)
                || value instanceof Long integer && Math.abs(integer) <= MAX_SAFE_INTEGER;
    }
}
