package io.polyloop.proof.security;

import java.util.Locale;

/** What was measured, and whether each figure is within its limit. */
final class Report {
    private final StringBuilder rows = new StringBuilder("| | measured | limit | |\n|---|---:|---:|---|\n");
    private boolean passed = true;

    /** A figure that has to be no more than {@code limit}. */
    void atMost(String what, double measured, double limit) {
        boolean met = measured <= limit;
        passed &= met;
        row(what, number(measured), "≤ " + number(limit), met ? "yes" : "**no**");
    }

    /** A figure that has to be at least {@code limit}: less work proves nothing. */
    void atLeast(String what, double measured, double limit) {
        boolean met = measured >= limit;
        passed &= met;
        row(what, number(measured), "≥ " + number(limit), met ? "yes" : "**no**");
    }

    /** A figure that explains the others. */
    void info(String what, double measured) {
        row(what, number(measured), "–", "–");
    }

    boolean passed() {
        return passed;
    }

    String text() {
        return rows.toString();
    }

    private void row(String what, String measured, String limit, String verdict) {
        String row = "| %s | %s | %s | %s |%n".formatted(what, measured, limit, verdict);
        System.out.print(row);
        rows.append(row);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? "%,.0f".formatted(value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
