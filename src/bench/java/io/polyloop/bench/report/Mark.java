package io.polyloop.bench.report;

import io.polyloop.bench.Figure;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Something that was promised of a figure.
 *
 * @param text what
 * @param sign {@code ≤} or {@code ≥}
 * @param asked the number to keep to
 * @param measured computes it, or finds nothing if a figure it needs is not there
 */
record Mark(String text, String sign, double asked, Function<List<Figure>, OptionalDouble> measured) {
    static final String HEAD = "| mark | asked | measured | reached |\n|---|---:|---:|---|\n";

    String row(List<Figure> figures) {
        OptionalDouble value = measured.apply(figures);
        String number = value.isPresent() ? Spread.text(value.getAsDouble()) : "not measured";
        String reached = value.isEmpty() ? "–" : isReached(value.getAsDouble()) ? "yes" : "**no**";
        return "| " + text + " | " + sign + " " + Spread.text(asked) + " | " + number + " | " + reached + " |\n";
    }

    private boolean isReached(double value) {
        return sign.equals("≤") ? value <= asked : value >= asked;
    }
}
