package io.polyloop.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Dates as HTTP writes them, in whole seconds (RFC 9110, IMF-fixdate). */
public final class HttpDate {
    // Not RFC_1123_DATE_TIME: that one writes the third of a month as "3", where HTTP wants "03".
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private HttpDate() {}

    /** An instant as HTTP writes it. */
    public static String of(Instant instant) {
        return FORM.format(instant);
    }

    /** Nothing if {@code text} is no such date. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(Instant.from(FORM.parse(text)));
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }
}
