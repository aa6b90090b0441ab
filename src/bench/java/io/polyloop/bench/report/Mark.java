package io.polyloop.bench.report;

import io.polyloop.bench.Figure;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Something that was promised of a figure.
 *
 * @param text what
 * @param sign {@code ≤} or {@code ≥}; nothing if no number was promised, and it only helps to read the others
 * @param asked the number to keep to
 * @param measured computes it, or finds nothing if a figure it needs is not there
 */
record Mark(String text, String sign, double asked, Function<List<Figure>, OptionalDouble> measured) {
    static final String HEAD = "| mark | asked | measured | reached |\n|---|---:|---:|---|\n";

    /** Nothing was promised of it. */
    static Mark told(String text, Function<List<Figure>, OptionalDouble> measured) {
        return new Mark(text, "", 0, measured);
    }

    boolean isMeasured(List<Figure> figures) {
        return measured.apply(figures).isPresent();
    }

    String row(List<Figure> figures) {
        OptionalDouble value = measured.apply(figures);
        String number = value.isPresent() ? Spread.text(value.getAsDouble()) : "not measured";
        return String.format("| %s | %s | %s | %s |%n", text, promise(), number, reached(value));
    }

    private String promise() {
        return sign.isEmpty() ? "–" : sign + " " + Spread.text(asked);
    }

    private String reached(OptionalDouble value) {
        if (sign.isEmpty() || value.isEmpty()) {
            return "–";
        }
        return isReached(value.getAsDouble()) ? "yes" : "**no**";
    }

    private boolean isReached(double value) {
        return sign.equals("≤") ? value <= asked : value >= asked;
    }
}
