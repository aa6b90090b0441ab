package io.polyloop.polyglot.graal;

import io.polyloop.polyglot.graal.JsonShape.Part;
import java.util.List;
import java.util.Optional;

/** JavaScript that makes a plain object of one shape from its values, {@code a0}, {@code a1} … */
final class JsonShapeFunction {
    private final StringBuilder parameters = new StringBuilder();
    private final StringBuilder literal = new StringBuilder();
    private int values;

    private JsonShapeFunction() {}

    /** A function; nothing if a name in the shape cannot be written into code as it is. */
    static Optional<String> source(List<Object> shape) {
        return shape.stream().allMatch(JsonShapeFunction::isSafe)
                ? Optional.of(new JsonShapeFunction().write(shape))
                : Optional.empty();
    }

    private String write(List<Object> shape) {
        shape.forEach(this::write);
        // Of the last comma, which here is not allowed.
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

    // In a literal, "__proto__" would set the prototype instead of a member.
    private static boolean isSafe(Object part) {
        return part instanceof Part
                || part instanceof String name
                        && !name.equals("__proto__")
                        && name.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
    }
}
