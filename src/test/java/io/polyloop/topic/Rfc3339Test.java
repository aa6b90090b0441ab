package io.polyloop.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    void a_time_has_all_its_digits(String time) {
        assertEquals(time, Rfc3339.text(Instant.parse(time).toEpochMilli()));
    }

    @Test
    void every_time_is_read_back_as_itself() {
        new Random(1)
                .longs(10_000, 0, YEAR_9999)
                .forEach(millis ->
                        assertEquals(millis, Instant.parse(Rfc3339.text(millis)).toEpochMilli()));
    }
}
