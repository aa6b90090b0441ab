package io.polyloop.bench.report;

import java.util.Collection;
import java.util.Locale;

/** The median and the range of several rounds. */
public record Spread(double median, double min, double max) {
    static Spread of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return min == max ? format(median) : format(median) + " (" + format(min) + "–" + format(max) + ")";
    }

    /** Formats with three significant digits. */
    static String format(double value) {
        String format = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
