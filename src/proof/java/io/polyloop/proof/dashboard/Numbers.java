package io.polyloop.proof.dashboard;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** Writes numbers as an axis of Grafana does. */
final class Numbers {
    private static final String[] LARGE = {"", " K", " M", " G"};
    private static final String[] BYTES = {" B", " KiB", " MiB", " GiB", " TiB"};

    private Numbers() {}

    static String format(double value, String unit) {
        return switch (unit) {
            case "bytes" -> scaled(value, 1_024, BYTES);
            case "percentunit" -> digits(100 * value) + " %";
            case "s" -> seconds(value);
            case "ops", "mps", "reqps" ->
                scaled(value, 1_000, LARGE) + " "
                        + unit.replace("reqps", "req/s").replace("mps", "msg/s").replace("ops", "ops/s");
            default -> scaled(value, 1_000, LARGE);
        };
    }

    /** The next larger number that an axis can end with: 2, 4, 5 or 10, times a power. */
    static double round(double value, String unit) {
        int base = unit.equals("bytes") ? 2 : 10;
        double power = Math.pow(base, Math.floor(Math.log(value) / Math.log(base)));
        return DoubleStream.of(1, 2, 4, 5, 10)
                .map(factor -> factor * power)
                .filter(end -> end >= value)
                .findFirst()
                .orElse(value);
    }

    private static String seconds(double value) {
        double size = Math.abs(value);
        if (size >= 2 * 86_400) {
            return digits(value / 86_400) + " d";
        }
        if (size >= 120) {
            return digits(value / 60) + " min";
        }
        return size >= 1 || value == 0 ? digits(value) + " s" : digits(1_000 * value) + " ms";
    }

    private static String scaled(double value, int step, String[] names) {
        int power = 0;
        double scaled = value;
        while (Math.abs(scaled) >= step && power < names.length - 1) {
            scaled /= step;
            power++;
        }
        return digits(scaled) + names[power];
    }

    private static String digits(double value) {
        String text = String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
