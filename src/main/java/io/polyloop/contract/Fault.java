package io.polyloop.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;

/**
 * What is wrong with a value. Of the value itself it contains names alone, and of these no more than {@value
 * #MAX_POINTER} characters.
 *
 * @param pointer the place in the value, a JSON pointer; empty for the value as a whole
 * @param expected what the schema expects there
 */
public record Fault(String pointer, String expected) {
    private static final int MAX_POINTER = 200;
    private static final int MAX_EXPECTED = 200;

    static Fault of(Error error) {
        String property = error.getProperty();
        String keyword = error.getKeyword();
        String place = pointer(error.getInstanceLocation());
        boolean isUnknown = property != null && !keyword.equals("required") && !keyword.equals("dependentRequired");
        return new Fault(
                shortened(isUnknown ? Pointer.child(place, property) : place, MAX_POINTER),
                shortened(expected(keyword, property, error.getSchemaNode()), MAX_EXPECTED));
    }

    private static String pointer(NodePath path) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount() && pointer.length() <= MAX_POINTER; i++) {
            pointer.append(Pointer.child("", String.valueOf(path.getElement(i))));
        }
        return pointer.toString();
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }

    private static String expected(String keyword, String property, JsonNode value) {
        return switch (keyword) {
            case "type" -> "expected " + (value.isArray() ? "one of " + value : value.asText());
            case "required", "dependentRequired" -> property + " is missing";
            case "additionalProperties", "unevaluatedProperties", "unevaluatedItems", "propertyNames", "false" ->
                "is unknown";
            case "enum" -> "expected one of " + value;
            case "const" -> "expected " + value;
            case "minimum" -> "expected at least " + value;
            case "maximum" -> "expected at most " + value;
            case "exclusiveMinimum" -> "expected more than " + value;
            case "exclusiveMaximum" -> "expected less than " + value;
            case "multipleOf" -> "expected a multiple of " + value;
            case "minLength" -> "expected at least " + value + " characters";
            case "maxLength" -> "expected at most " + value + " characters";
            case "minItems" -> "expected at least " + value + " items";
            case "maxItems" -> "expected at most " + value + " items";
            case "minProperties" -> "expected at least " + value + " properties";
            case "maxProperties" -> "expected at most " + value + " properties";
            case "uniqueItems" -> "expected items that differ";
            case "pattern" -> "expected text that matches " + value.asText();
            case "format" -> "expected " + Format.named(value.asText()).expected();
            default -> "does not match " + keyword;
        };
    }

    /** For a problem's detail: the place in {@code what}, and what is expected. */
    public String in(String what) {
        return (pointer.isEmpty() ? what : what + " at " + pointer) + ": " + expected;
    }
}
