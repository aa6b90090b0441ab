package io.polyloop.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** The type of a value that arrives as text. */
enum ParameterType {
    TEXT("text"),
    INTEGER("an integer"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    TEXTS("text, given once or more"),
    INTEGERS("integers"),
    NUMBERS("numbers"),
    BOOLEANS("true or false, given once or more");

    private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9]\\d{0,18})");
    private static final Pattern DECIMAL =
            Pattern.compile("-?(?:0|[1-9]\\d{0,16})(?:\\.\\d{1,17})?(?:[eE][+-]?\\d{1,3})?");
    /** So many significant digits pass through a double unharmed. */
    private static final int EXACT_DIGITS = 15;

    private final String expected;

    ParameterType(String expected) {
        this.expected = expected;
    }

    String expected() {
        return expected;
    }

    /** What a schema refers to, or itself. */
    static JsonObject resolve(JsonObject root, Object schema) {
        Object found = schema;
        while (found instanceof JsonObject object && object.containsKey("$ref")) {
            found = Pointer.find(root, object.getString("$ref").substring(1));
        }
        return found instanceof JsonObject object ? object : new JsonObject();
    }

    /** The type that a schema says. Throws {@link IllegalArgumentException} if text cannot have it. */
    static ParameterType of(JsonObject root, JsonObject schema, String name) {
        return switch (type(schema)) {
            case "string" -> TEXT;
            case "integer" -> INTEGER;
            case "number" -> NUMBER;
            case "boolean" -> BOOLEAN;
            case "array" -> several(of(root, resolve(root, schema.getValue("items")), name), name);
            default -> throw unusable(name);
        };
    }

    private static ParameterType several(ParameterType one, String name) {
        if (one.ordinal() >= TEXTS.ordinal()) {
            throw unusable(name);
        }
        return values()[one.ordinal() + TEXTS.ordinal()];
    }

    private static IllegalArgumentException unusable(String name) {
        return new IllegalArgumentException(
                name + ": the type of a parameter is string, integer, number, boolean, or an array of one of them");
    }

    // Of several types the one that takes least text; null cannot be written.
    private static String type(JsonObject schema) {
        Object type = schema.getValue("type", "string");
        if (!(type instanceof JsonArray list)) {
            return type.toString();
        }
        List<?> named = list.stream().filter(one -> !one.equals("null")).toList();
        return named.size() == 1 ? named.get(0).toString() : "string";
    }

    /** The value that the text stands for, or null if it stands for none. */
    Object convert(Object text) {
        if (ordinal() < TEXTS.ordinal()) {
            return text instanceof String one ? one(one) : null;
        }
        ParameterType type = values()[ordinal() - TEXTS.ordinal()];
        JsonArray values = new JsonArray();
        for (Object one : text instanceof JsonArray several ? several : JsonArray.of(text)) {
            Object value = one instanceof String single ? type.one(single) : null;
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    private Object one(String text) {
        return switch (this) {
            case INTEGER -> integer(text);
            case NUMBER -> number(text);
            case BOOLEAN -> text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : null;
            default -> text;
        };
    }

    private static Number integer(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return null;
        }
        try {
            long value = Long.parseLong(text);
            if (value == (int) value) {
                return (int) value;
            }
            return value;
        } catch (NumberFormatException moreThan64Bits) {
            return null;
        }
    }

    private static Number number(String text) {
        Number whole = integer(text);
        if (whole != null || !DECIMAL.matcher(text).matches()) {
            return whole;
        }
        BigDecimal exact = new BigDecimal(text);
        double value = exact.doubleValue();
        boolean isExact = exact.stripTrailingZeros().precision() <= EXACT_DIGITS && Double.isFinite(value);
        return isExact ? value : null;
    }
}
