package io.polyloop.topic;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times in RFC 3339. They are written without a formatter, which costs more: each message and each acknowledgement has
 * a time. They are read without {@code Instant.parse}, which accepts 24:00:00, offsets in hours alone and years of five
 * digits.
 */
public final class Rfc3339 {
    private static final byte[] FORM = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
    private static final int MILLIS = 1_000;
    private static final int MINUTES_AN_HOUR = 60;
    private static final int LAST_YEAR = 9_999;

    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[Tt]([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d|60)"
                    + "(?:\\.(\\d+))?(?:[Zz]|([+-])([01]\\d|2[0-3]):([0-5]\\d))");
    private static final int NANO_DIGITS = 9;
    private static final int LEAP_SECOND = 60;
    private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);

    private Rfc3339() {}

    /**
     * Parses a {@code date-time}. Digits beyond nanoseconds are dropped; a leap second, which is only valid at the end
     * of a UTC day, becomes the second before it. Throws {@link DateTimeException} for other text, and for times outside
     * the years 0000 to 9999 UTC.
     */
    public static Instant parse(String text) {
        Matcher form = TIME.matcher(text);
        if (!form.matches()) {
            throw new DateTimeException("not a date-time of RFC 3339");
        }
        LocalDateTime utc = LocalDate.parse(form.group(1))
                .atTime(Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)))
                .minusMinutes(offset(form));
        int second = Integer.parseInt(form.group(4));
        boolean leap = second == LEAP_SECOND;
        if (leap && !utc.toLocalTime().equals(LAST_MINUTE) || utc.getYear() < 0 || utc.getYear() > LAST_YEAR) {
            throw new DateTimeException("no such second, or not in the years 0000 to 9999");
        }
        return utc.plusSeconds(leap ? second - 1 : second)
                .plusNanos(nanos(form.group(5)))
                .toInstant(ZoneOffset.UTC);
    }

    private static long offset(Matcher form) {
        if (form.group(6) == null) {
            return 0;
        }
        long minutes = Long.parseLong(form.group(7)) * MINUTES_AN_HOUR + Long.parseLong(form.group(8));
        return form.group(6).equals("-") ? -minutes : minutes;
    }

    private static long nanos(String fraction) {
        if (fraction == null) {
            return 0;
        }
        String digits = fraction.length() > NANO_DIGITS
                ? fraction.substring(0, NANO_DIGITS)
                : fraction + "0".repeat(NANO_DIGITS - fraction.length());
        return Long.parseLong(digits);
    }

    /** {@code 2026-11-23T08:00:00.000Z}; years have four digits. */
    static String text(long epochMillis) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(epochMillis, MILLIS), 0, ZoneOffset.UTC);
        byte[] text = FORM.clone();
        digits(text, 4, time.getYear());
        digits(text, 7, time.getMonthValue());
        digits(text, 10, time.getDayOfMonth());
        digits(text, 13, time.getHour());
        digits(text, 16, time.getMinute());
        digits(text, 19, time.getSecond());
        digits(text, 23, Math.floorMod(epochMillis, MILLIS));
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Writes a number so that it ends before {@code end}, over the zeros there. */
    private static void digits(byte[] text, int end, int number) {
        int at = end;
        for (int rest = number; rest > 0; rest /= 10) {
            text[--at] += (byte) (rest % 10);
        }
    }
}
