package io.polyloop.contract;

import io.polyloop.topic.StrictJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much work a schema can ask for. A reference within {@code allOf} doubles it each time it is nested, one to itself
 * never ends, and a schema that judges a part of a value twice by itself doubles it with each level of the value.
 */
final class SchemaCost {
    /** Schemas that judge a value of one part in each level, the deepest that {@link StrictJson} lets through. */
    private static final long MAX = 100_000;

    private static final String REF = "$ref";
    private static final String ANY_PROPERTY = "*";
    private static final String ANY_ITEM = "[]";

    /** What judges one value: the number of schemas, and those that judge its parts, by the name of the part. */
    private static final class Judges {
        private int schemas;
        private final Map<String, List<Object>> parts = new HashMap<>();

        void add(String part, Object schema) {
            parts.computeIfAbsent(part, first -> new ArrayList<>()).add(schema);
        }
    }

    private final JsonObject definitions;
    private final String name;
    private final Set<String> open = new HashSet<>();
    private final Map<JsonObject, Judges> judges = new IdentityHashMap<>();
    private final Map<JsonObject, long[]> costs = new IdentityHashMap<>();

    private SchemaCost(JsonObject definitions, String name) {
        this.definitions = definitions;
        this.name = name;
    }

    /** Throws {@link IllegalArgumentException} for a schema of {@link SchemaReader} that costs too much. */
    static void check(JsonObject root, String name) {
        SchemaCost cost = new SchemaCost(root.getJsonObject("$defs"), name);
        if (cost.of(root, StrictJson.MAX_DEPTH) >= MAX) {
            throw cost.tooMuch();
        }
    }

    private IllegalArgumentException tooMuch() {
        return new IllegalArgumentException(name + ": to validate it takes too many steps; refer to a schema once, and"
                + " not in several of allOf, anyOf and oneOf");
    }

    /** Of a value that has so many levels below it. */
    private long of(Object schema, int levels) {
        if (!(schema instanceof JsonObject object)) {
            return 1;
        }
        long[] known = costs.computeIfAbsent(object, first -> new long[StrictJson.MAX_DEPTH + 1]);
        if (known[levels] == 0) {
            Judges all = judges(object);
            known[levels] = Math.min(MAX, all.schemas + (levels == 0 ? 0 : parts(all, levels - 1)));
        }
        return known[levels];
    }

    /** Of the part that costs most. */
    private long parts(Judges all, int levels) {
        long most = 0;
        for (String part : all.parts.keySet()) {
            long cost = sum(all, part, levels);
            String any = part.startsWith("[") ? ANY_ITEM : ANY_PROPERTY;
            most = Math.max(most, part.equals(any) ? cost : cost + sum(all, any, levels));
        }
        return most;
    }

    private long sum(Judges all, String part, int levels) {
        return all.parts.getOrDefault(part, List.of()).stream()
                .mapToLong(schema -> of(schema, levels))
                .sum();
    }

    private Judges judges(JsonObject schema) {
        Judges known = judges.get(schema);
        if (known == null) {
            known = new Judges();
            collect(schema, known);
            judges.put(schema, known);
        }
        return known;
    }

    private void collect(Object schema, Judges all) {
        if (++all.schemas > MAX) {
            throw tooMuch();
        }
        if (schema instanceof JsonObject object) {
            object.forEach(keyword -> collect(keyword.getKey(), keyword.getValue(), all));
        }
    }

    private void collect(String keyword, Object value, Judges all) {
        if (keyword.equals(REF)) {
            refer(value.toString(), all);
        } else if (Keywords.IN_PLACE.contains(keyword)) {
            collect(value, all);
        } else if (Keywords.IN_PLACE_LISTS.contains(keyword)) {
            ((JsonArray) value).forEach(schema -> collect(schema, all));
        } else if (keyword.equals("dependentSchemas")) {
            ((JsonObject) value).forEach(schema -> collect(schema.getValue(), all));
        } else if (keyword.equals("properties")) {
            ((JsonObject) value).forEach(schema -> all.add(schema.getKey(), schema.getValue()));
        } else if (keyword.equals("patternProperties")) {
            ((JsonObject) value).forEach(schema -> all.add(ANY_PROPERTY, schema.getValue()));
        } else if (keyword.equals("prefixItems")) {
            JsonArray items = (JsonArray) value;
            for (int i = 0; i < items.size(); i++) {
                all.add("[" + i + "]", items.getValue(i));
            }
        } else if (Keywords.WITHIN.contains(keyword)) {
            boolean ofItems = keyword.endsWith("tems") || keyword.equals("contains");
            all.add(ofItems ? ANY_ITEM : ANY_PROPERTY, value);
        }
    }

    private void refer(String reference, Judges all) {
        if (!open.add(reference)) {
            throw new IllegalArgumentException(
                    name + ": a schema refers to itself without a property or an item between");
        }
        collect(definitions.getValue(reference.substring(reference.lastIndexOf('/') + 1)), all);
        open.remove(reference);
    }
}
