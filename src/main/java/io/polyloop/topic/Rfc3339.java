package io.polyloop.topic;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as the wire has them. By hand: each message and each acknowledgement has one, and a formatter costs more. */
final class Rfc3339 {
    private static final byte[] FORM = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
    private static final int MILLIS = 1_000;

    private Rfc3339() {}

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
