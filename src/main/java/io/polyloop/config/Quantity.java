package io.polyloop.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses and formats durations ({@code 250ms 30s 5m 24h 7d}) and sizes ({@code 512B 64KiB 16MiB 1GiB}). */
public final class Quantity {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12}) ?([A-Za-z]+)");
    private static final Map<String, Long> TIME = ordered("d", 86_400_000L, "h", 3_600_000L, "m", 60_000L, "s", 1_000L);
    private static final Map<String, Long> SIZE = ordered("GiB", 1L << 30, "MiB", 1L << 20, "KiB", 1L << 10, "B", 1L);

    static {
        TIME.put("ms", 1L);
    }

    private Quantity() {}

    /** Throws {@link NumberFormatException} if {@code text} is not a duration. */
    public static long parseMillis(String text) {
        return parse(text, TIME);
    }

    /** Throws {@link NumberFormatException} if {@code text} is not a size. */
    static long parseBytes(String text) {
        return parse(text, SIZE);
    }

    /** In the largest unit that leaves a whole number. */
    public static String formatMillis(long millis) {
        return format(millis, TIME);
    }

    static String formatBytes(long bytes) {
        return format(bytes, SIZE);
    }

    private static long parse(String text, Map<String, Long> units) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || !units.containsKey(form.group(2))) {
            throw new NumberFormatException(text);
        }
        long amount = Long.parseLong(form.group(1));
        long unit = units.get(form.group(2));
        // 17179869185GiB is 2^64 bytes plus 1 GiB, which would overflow into the valid range.
        if (amount > Long.MAX_VALUE / unit) {
            throw new NumberFormatException(text);
        }
        return amount * unit;
    }

    private static String format(long amount, Map<String, Long> units) {
        return units.entrySet().stream()
                .filter(unit -> amount >= unit.getValue() && amount % unit.getValue() == 0)
                .findFirst()
                .map(unit -> amount / unit.getValue() + unit.getKey())
                .orElse(Long.toString(amount));
    }

    private static Map<String, Long> ordered(String a, long x, String b, long y, String c, long z, String d, long w) {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put(a, x);
        units.put(b, y);
        units.put(c, z);
        units.put(d, w);
        return units;
    }
}
