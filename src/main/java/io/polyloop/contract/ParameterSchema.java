package io.polyloop.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values that arrive as text, such as those of a query, by a schema whose properties they are. Immutable.
 */
public final class ParameterSchema {
    private static final String PROPERTIES = "properties";
    private static final String ADDITIONAL = "additionalProperties";

    private final JsonSchema schema;
    private final Map<String, ParameterType> types = new LinkedHashMap<>();
    private final JsonObject defaults = new JsonObject();

    private ParameterSchema(JsonSchema schema, String name) {
        this.schema = schema;
        JsonObject root = schema.source();
        JsonObject properties = ParameterType.resolve(root, root).getJsonObject(PROPERTIES, new JsonObject());
        for (String property : properties.fieldNames()) {
            JsonObject one = ParameterType.resolve(root, properties.getValue(property));
            types.put(property, ParameterType.of(root, one, name + ", " + property));
            if (one.containsKey("default")) {
                defaults.put(property, one.getValue("default"));
            }
        }
    }

    /**
     * Compiles the schema at a JSON pointer of a document: an object with a type for each property, which is text if it has
     * none.
     *
     * @throws IllegalArgumentException with the place of a fault
     */
    public static ParameterSchema of(Object document, String pointer, String name) {
        return new ParameterSchema(JsonSchema.of(document, pointer, name), name);
    }

    /** The same of the schema of a query or a path: one that does not speak of others refuses them. */
    public static ParameterSchema closed(JsonObject schema, String name) {
        JsonObject closed = schema.copy();
        if (!closed.containsKey(ADDITIONAL) && !closed.containsKey("$ref")) {
            closed.put(ADDITIONAL, false);
        }
        return of(closed, "", name);
    }

    /** The names of the parameters. */
    public Iterable<String> names() {
        return types.keySet();
    }

    /** The schema of each parameter, by name. */
    public boolean has(String name) {
        return types.containsKey(name);
    }

    /**
     * Gives the values the types that the schema says, in place, and adds those that have a default.
     *
     * @param values text, or an array of text
     * @return the first fault, or null
     */
    public Fault convert(JsonObject values) {
        for (Map.Entry<String, ParameterType> type : types.entrySet()) {
            Object text = values.getValue(type.getKey());
            if (text != null) {
                Object value = type.getValue().convert(text);
                if (value == null) {
                    return new Fault(
                            Pointer.child("", type.getKey()),
                            "expected " + type.getValue().expected());
                }
                values.put(type.getKey(), value);
            }
        }
        for (String name : defaults.fieldNames()) {
            if (!values.containsKey(name)) {
                Object value = defaults.getValue(name);
                values.put(name, value instanceof JsonArray list ? list.copy() : value);
            }
        }
        return schema.check(values);
    }
}
