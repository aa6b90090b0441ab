package io.polyloop.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    private static final long YEAR_9999 =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00.000Z",
                "2026-11-23T08:00:00.000Z",
                "2024-02-29T23:59:59.999Z",
                "2000-12-31T00:00:00.001Z",
                "1969-12-31T23:59:59.999Z",
                "9999-12-31T23:59:59.999Z"
            })
    void a_time_is_written_with_all_digits(String time) {
        assertEquals(time, Rfc3339.text(Instant.parse(time).toEpochMilli()));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:00:00Z,                2026-11-23T08:00:00Z",
        "2026-11-23t08:00:00.5z,              2026-11-23T08:00:00.500Z",
        "2026-11-23T08:00:00.1234567891234Z,  2026-11-23T08:00:00.123456789Z",
        "2026-11-23T08:00:00+05:30,           2026-11-23T02:30:00Z",
        "2026-11-23T08:00:00-23:59,           2026-11-24T07:59:00Z",
        "2026-11-23T08:00:00-00:00,           2026-11-23T08:00:00Z",
        "2024-02-29T00:00:00Z,                2024-02-29T00:00:00Z",
        "1998-12-31T23:59:60Z,                1998-12-31T23:59:59Z",
        "1998-12-31T15:59:60.123-08:00,       1998-12-31T23:59:59.123Z"
    })
    void valid_times_are_parsed(String text, Instant time) {
        assertEquals(time, Rfc3339.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-23",
                "2026-11-23T24:00:00Z",
                "2026-11-23T08:60:00Z",
                "2026-11-23T08:00:61Z",
                "1998-12-31T23:58:60Z",
                "1998-12-31T22:59:60Z",
                "2026-02-29T08:00:00Z",
                "2026-11-23T08:00Z",
                "2026-11-23T08:00:00",
                "2026-11-23 08:00:00Z",
                "2026-11-23T08:00:00.Z",
                "2026-11-23T08:00:00,5Z",
                "2026-11-23T08:00:00+02",
                "2026-11-23T08:00:00+0200",
                "2026-11-23T08:00:00+24:00",
                "2026-11-23T08:00:00+02:60",
                "2026-11-23T08:00:00+02:00:30",
                "2026-11-23T08:00:00Z ",
                "+12026-11-23T08:00:00Z",
                "-0001-11-23T08:00:00Z",
                "0000-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "20261123T080000Z",
                "2026-W48-1T08:00:00Z",
                "\u0662026-11-23T08:00:00Z"
            })
    void invalid_times_are_refused(String text) {
        assertThrows(DateTimeException.class, () -> Rfc3339.parse(text));
    }

    @Test
    void every_time_is_parsed_as_it_was_written() {
        new Random(1)
                .longs(10_000, 0, YEAR_9999)
                .forEach(millis ->
                        assertEquals(millis, Instant.parse(Rfc3339.text(millis)).toEpochMilli()));
    }
}
