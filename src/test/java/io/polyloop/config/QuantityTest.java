package io.polyloop.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({"250ms, 250", "30s, 30000", "5m, 300000", "24h, 86400000", "7d, 604800000", "1 s, 1000", "0s, 0"})
    void a_duration_is_parsed(String text, long millis) {
        assertEquals(millis, Quantity.parseMillis(text));
    }

    @ParameterizedTest
    @CsvSource({"512B, 512", "64KiB, 65536", "16MiB, 16777216", "1GiB, 1073741824"})
    void a_size_is_parsed(String text, long bytes) {
        assertEquals(bytes, Quantity.parseBytes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "-1s", "1.5s", "30 seconds", "30S", "1e3s", "1KiB", "٣s", "30s 5ms"})
    void an_invalid_duration_is_rejected(String text) {
        assertThrows(NumberFormatException.class, () -> Quantity.parseMillis(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "64", "64K", "64KB", "64kib", "-1B", "1.5MiB", "0x10B", "1s"})
    void an_invalid_size_is_rejected(String text) {
        assertThrows(NumberFormatException.class, () -> Quantity.parseBytes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17179869185GiB", "999999999999GiB", "9999999999999999999B"})
    void a_size_that_overflows_is_rejected(String text) {
        assertThrows(NumberFormatException.class, () -> Quantity.parseBytes(text));
    }

    @Test
    void a_duration_that_overflows_is_rejected() {
        assertThrows(NumberFormatException.class, () -> Quantity.parseMillis("213503982335d"));
    }

    @ParameterizedTest
    @CsvSource({"1000, 1s", "1500, 1500ms", "86400000, 1d", "90000, 90s", "0, 0"})
    void a_duration_is_formatted_in_its_largest_whole_unit(long millis, String text) {
        assertEquals(text, Quantity.formatMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"64, 64B", "1536, 1536B", "65536, 64KiB", "1073741824, 1GiB"})
    void a_size_is_formatted_in_its_largest_whole_unit(long bytes, String text) {
        assertEquals(text, Quantity.formatBytes(bytes));
    }
}
