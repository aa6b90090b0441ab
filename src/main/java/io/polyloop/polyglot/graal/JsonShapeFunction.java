package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.graal.JsonShape.Part;
import java.util.List;
import java.util.Optional;

/** Generates the JavaScript function that creates an object of one shape from its values {@code a0}, {@code a1} … */
final class JsonShapeFunction {
    private final StringBuilder parameters = new StringBuilder();
    private final StringBuilder literal = new StringBuilder();
    private int values;

    private JsonShapeFunction() {}

    /** The source of the function; empty if a name in the shape would need escaping. */
    static Optional<String> source(List<Object> shape) {
        return shape.stream().allMatch(JsonShapeFunction::isSafe)
                ? Optional.of(new JsonShapeFunction().write(shape))
                : Optional.empty();
    }

    private String write(List<Object> shape) {
        shape.forEach(this::write);
        // Without the last comma, which is a syntax error here.
        literal.setLength(literal.length() - 1);
        return "(" + parameters + ") => (" + literal + ")";
    }

    private void write(Object part) {
        if (part == Part.VALUE) {
            parameters.append('a').append(values).append(',');
            literal.append('a').append(values).append(',');
            values++;
        } else if (part instanceof Part bracket) {
            literal.append(bracket(bracket));
        } else {
            literal.append('"').append(part).append("\":");
        }
    }

    private static String bracket(Part part) {
        return switch (part) {
            case OBJECT -> "{";
            case END_OF_OBJECT -> "},";
            case ARRAY -> "[";
            default -> "],";
        };
    }

    // In an object literal, "__proto__" sets the prototype and not a member.
    private static boolean isSafe(Object part) {
        return part instanceof Part
                || part instanceof String name
                        && !name.equals("__proto__")
                        && name.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
    }
}
