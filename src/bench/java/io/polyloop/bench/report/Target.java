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
 * @param limit the number to keep to
 * @param measured computes it, or finds nothing if a figure it needs is not there
 */
record Target(String text, String sign, double limit, Function<List<Figure>, OptionalDouble> measured) {
    static final String TABLE_HEADER = "| target | limit | measured | reached |\n|---|---:|---:|---|\n";

    /** Nothing was promised of it. */
    static Target informational(String text, Function<List<Figure>, OptionalDouble> measured) {
        return new Target(text, "", 0, measured);
    }

    boolean isMeasured(List<Figure> figures) {
        return measured.apply(figures).isPresent();
    }

    String toRow(List<Figure> figures) {
        OptionalDouble value = measured.apply(figures);
        String number = value.isPresent() ? Spread.format(value.getAsDouble()) : "not measured";
        return String.format("| %s | %s | %s | %s |%n", text, limitText(), number, verdict(value));
    }

    private String limitText() {
        return sign.isEmpty() ? "–" : sign + " " + Spread.format(limit);
    }

    private String verdict(OptionalDouble value) {
        if (sign.isEmpty() || value.isEmpty()) {
            return "–";
        }
        return isMet(value.getAsDouble()) ? "yes" : "**no**";
    }

    private boolean isMet(double value) {
        return sign.equals("≤") ? value <= limit : value >= limit;
    }
}
