package io.polyloop.config;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;

/**
 * Converts a value of a later source to the type of its default in {@code app.yaml}: the environment has only text, and
 * YAML reads {@code 7} as a number where a text is meant.
 */
final class TypedValue {
    private static final String TYPE = ", the type of its default in " + AppFile.NAME;

    private TypedValue() {}

    /**
     * Throws {@link IllegalArgumentException} with the expected form, and without the value, which can be a secret.
     *
     * @param example the default; null if a value has to be set, which can then be of any type
     */
    static Object like(Object example, Object value) {
        if (value == null) {
            return absent(example);
        }
        if (example instanceof Boolean) {
            return flag(value);
        }
        if (example instanceof Number) {
            return number(value);
        }
        if (example instanceof JsonArray list) {
            return list(list, value);
        }
        return example == null ? value : text(value);
    }

    private static Object absent(Object example) {
        if (example == null || example instanceof JsonArray) {
            // In YAML, a list whose items were all deleted is null.
            return example == null ? null : new JsonArray();
        }
        throw new IllegalArgumentException("has no value; set one, or remove the key to use the default");
    }

    private static Object flag(Object value) {
        return switch (value.toString()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false" + TYPE);
        };
    }

    private static Object number(Object value) {
        Object number = value instanceof String text ? YamlScalarResolver.number(text.strip()) : value;
        if (number instanceof Number) {
            return number;
        }
        throw new IllegalArgumentException("expected a number" + TYPE);
    }

    private static Object text(Object value) {
        if (value instanceof JsonArray || value instanceof JsonObject) {
            throw new IllegalArgumentException("expected a text" + TYPE);
        }
        return value.toString();
    }

    /** A list, a JSON array, or a text with commas between the items. */
    private static Object list(JsonArray example, Object value) {
        if (value instanceof JsonArray) {
            return value;
        }
        if (!(value instanceof String text)) {
            throw new IllegalArgumentException("expected a list" + TYPE);
        }
        Object first = example.isEmpty() ? "" : example.getValue(0);
        if (text.startsWith("[") || first instanceof JsonObject || first instanceof JsonArray) {
            return json(text);
        }
        return new JsonArray(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .map(item -> like(first, item))
                .toList());
    }

    private static Object json(String text) {
        try {
            return new JsonArray(text);
        } catch (DecodeException malformed) {
            throw new IllegalArgumentException("expected a list in JSON, such as [{\"key\": \"value\"}]" + TYPE);
        }
    }
}
