package io.polyloop.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads one schema of a document and what it refers to. The result stands alone: each reference leads to its {@code
 * $defs}. What a validator could not judge, or not in reasonable time, is a fault.
 */
final class SchemaReader {
    private static final int MAX_SCHEMAS = 5_000;
    private static final String REF = "$ref";
    private static final String DEFS = "$defs";

    private final Object document;
    private final String name;
    private final Map<String, String> definitions = new LinkedHashMap<>(); // pointer → name in $defs
    private final JsonObject read = new JsonObject();
    private int schemas;

    /** @param name of the document, for messages */
    SchemaReader(Object document, String name) {
        this.document = document;
        this.name = name;
    }

    /** The schema at a pointer. Throws {@link IllegalArgumentException} with the place of a fault. */
    JsonObject read(String pointer) {
        String first = define(pointer);
        JsonObject root = JsonObject.of(REF, "#/" + DEFS + "/" + first, DEFS, read);
        SchemaCost.check(root, name);
        return root;
    }

    private String define(String pointer) {
        String known = definitions.get(pointer);
        if (known != null) {
            return known;
        }
        String key = "s" + definitions.size();
        definitions.put(pointer, key);
        Object schema = Pointer.find(document, pointer);
        read.put(key, schema(schema, pointer));
        return key;
    }

    private Object schema(Object schema, String pointer) {
        if (schema instanceof Boolean) {
            return schema;
        }
        if (!(schema instanceof JsonObject object)) {
            throw fault(pointer, "a schema is expected: an object, true or false");
        }
        if (++schemas > MAX_SCHEMAS) {
            throw fault(pointer, "there are more than " + MAX_SCHEMAS + " schemas");
        }
        JsonObject copy = new JsonObject();
        for (String keyword : object.fieldNames()) {
            copy.put(keyword, value(keyword, object.getValue(keyword), Pointer.child(pointer, keyword)));
        }
        return copy;
    }

    private Object value(String keyword, Object value, String pointer) {
        if (keyword.equals(REF)) {
            return reference(value, pointer);
        }
        if (Keywords.IN_PLACE.contains(keyword) || Keywords.WITHIN.contains(keyword)) {
            return schema(value, pointer);
        }
        if (Keywords.IN_PLACE_LISTS.contains(keyword) || keyword.equals("prefixItems")) {
            return list(value, pointer);
        }
        if (Keywords.MAPS.contains(keyword)) {
            return map(keyword, value, pointer);
        }
        String fault = Keywords.fault(keyword, value);
        if (fault != null) {
            throw fault(pointer, fault);
        }
        return value;
    }

    private String reference(Object value, String pointer) {
        if (!(value instanceof String text) || !(text.equals("#") || text.startsWith("#/"))) {
            throw fault(pointer, "a reference begins with #/, and no other document is fetched; copy what it names");
        }
        String target = text.substring(1).replace("%25", "%");
        if (Pointer.find(document, target) == null) {
            throw fault(pointer, "there is nothing at " + text);
        }
        return "#/" + DEFS + "/" + define(target);
    }

    private JsonArray list(Object value, String pointer) {
        if (!(value instanceof JsonArray list) || list.isEmpty()) {
            throw fault(pointer, "an array of schemas is expected");
        }
        JsonArray copy = new JsonArray();
        for (int i = 0; i < list.size(); i++) {
            copy.add(schema(list.getValue(i), pointer + "/" + i));
        }
        return copy;
    }

    private JsonObject map(String keyword, Object value, String pointer) {
        if (!(value instanceof JsonObject map)) {
            throw fault(pointer, "an object of schemas is expected");
        }
        JsonObject copy = new JsonObject();
        for (String key : map.fieldNames()) {
            String at = Pointer.child(pointer, key);
            String malformed = keyword.equals("patternProperties") ? Keywords.pattern(key) : null;
            if (malformed != null) {
                throw fault(at, malformed);
            }
            copy.put(key, schema(map.getValue(key), at));
        }
        return copy;
    }

    private IllegalArgumentException fault(String pointer, String what) {
        return new IllegalArgumentException(name + " at #" + pointer + ": " + what);
    }
}
