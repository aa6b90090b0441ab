package io.polyloop.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** The keywords of JSON Schema 2020-12 that schemas can have, by what stands in them. */
final class Keywords {
    /** One schema, which judges the same value. */
    static final Set<String> IN_PLACE = Set.of("not", "if", "then", "else");
    /** Several schemas, which judge the same value. */
    static final Set<String> IN_PLACE_LISTS = Set.of("allOf", "anyOf", "oneOf");
    /** One schema, which judges values within. */
    static final Set<String> WITHIN = Set.of(
            "items", "contains", "additionalProperties", "unevaluatedItems", "unevaluatedProperties", "propertyNames");
    /** Schemas by name. */
    static final Set<String> MAPS = Set.of("properties", "patternProperties", "dependentSchemas", "$defs");

    static final Set<String> TYPES = Set.of("array", "boolean", "integer", "null", "number", "object", "string");
    private static final Set<String> NUMBERS = Set.of("maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum");
    private static final Set<String> COUNTS = Set.of(
            "maxItems",
            "minItems",
            "maxLength",
            "minLength",
            "maxProperties",
            "minProperties",
            "maxContains",
            "minContains");
    /** They say something to people and tools, and nothing to a validator. */
    private static final Set<String> ANNOTATIONS = Set.of(
            "title",
            "description",
            "default",
            "example",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "contentEncoding",
            "contentMediaType",
            "discriminator",
            "externalDocs",
            "xml",
            "const",
            "$comment",
            "$schema");

    private Keywords() {}

    /** What is wrong with a keyword that contains no schemas; null if nothing is. */
    static String fault(String keyword, Object value) {
        if (ANNOTATIONS.contains(keyword) || keyword.startsWith("x-")) {
            return null;
        }
        if (NUMBERS.contains(keyword)) {
            return value instanceof Number ? null : "a number is expected";
        }
        if (COUNTS.contains(keyword)) {
            return value instanceof Integer count && count >= 0 ? null : "an integer from 0 on is expected";
        }
        return switch (keyword) {
            case "type" -> type(value);
            case "enum" -> value instanceof JsonArray list && !list.isEmpty() ? null : "an array is expected";
            case "required" -> isNames(value) ? null : "an array of names is expected";
            case "dependentRequired" -> isNamesByName(value) ? null : "an object of arrays of names is expected";
            case "uniqueItems" -> value instanceof Boolean ? null : "true or false is expected";
            case "multipleOf" ->
                value instanceof Number n && n.doubleValue() > 0 ? null : "a number greater than 0 is expected";
            case "format" ->
                value instanceof String name && Format.named(name) != null
                        ? null
                        : "the format is unknown; there are " + Format.names();
            case "pattern" -> value instanceof String text ? pattern(text) : "text is expected";
            default -> "the keyword is unknown in JSON Schema 2020-12, or not supported";
        };
    }

    static String pattern(String expression) {
        try {
            new BoundedPattern(expression);
            return null;
        } catch (IllegalArgumentException malformed) {
            return malformed.getMessage();
        }
    }

    private static String type(Object value) {
        boolean known = value instanceof JsonArray list
                ? !list.isEmpty() && TYPES.containsAll(list.getList())
                : TYPES.contains(String.valueOf(value));
        return known ? null : "a type is one of array, boolean, integer, null, number, object and string";
    }

    private static boolean isNames(Object value) {
        return value instanceof JsonArray list && list.stream().allMatch(String.class::isInstance);
    }

    private static boolean isNamesByName(Object value) {
        return value instanceof JsonObject lists
                && lists.fieldNames().stream().allMatch(name -> isNames(lists.getValue(name)));
    }
}
