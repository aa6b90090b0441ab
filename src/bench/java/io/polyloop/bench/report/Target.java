package io.polyloop.bench.report;

import io.polyloop.bench.Figure;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A target for a ratio of figures.
 *
 * @param text the name of the ratio
 * @param sign {@code ≤} or {@code ≥}; empty for a ratio without a target, which helps to read the others
 * @param limit the target value
 * @param measured computes the ratio; empty if a figure that it needs was not measured
 */
record Target(String text, String sign, double limit, Function<List<Figure>, OptionalDouble> measured) {
    static final String TABLE_HEADER = "| ratio | target | measured | met |\n|---|---:|---:|---|\n";

    /** A ratio without a target. */
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
