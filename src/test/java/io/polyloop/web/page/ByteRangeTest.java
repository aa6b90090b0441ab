package io.polyloop.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, bytes 0-0/10",
        "bytes=2-5, bytes 2-5/10",
        "bytes=7-, bytes 7-9/10",
        "bytes=0-, bytes 0-9/10",
        "bytes=-3, bytes 7-9/10",
        "bytes=-99, bytes 0-9/10",
        "bytes=8-99, bytes 8-9/10",
        "BYTES=8-99999999999999999999, bytes 8-9/10",
    })
    void a_range_inside_of_the_page_is_cut_to_it(String header, String contentRange) {
        assertEquals(contentRange, ByteRange.parse(header, 10).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0", "bytes=99999999999999999999-"})
    void a_range_outside_of_the_page_is_not_satisfiable(String header) {
        ByteRange range = ByteRange.parse(header, 10).orElseThrow();
        assertFalse(range.satisfiable());
        assertEquals("bytes */10", range.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,4-5", "bytes=5-2", "bytes=-", "bytes=a-b", "lines=1-2", "bytes", "bytes=--3"})
    void several_ranges_and_nonsense_are_none(String header) {
        assertEquals(Optional.empty(), ByteRange.parse(header, 10));
    }

    @Test
    void an_empty_page_has_no_part() {
        assertFalse(ByteRange.parse("bytes=0-", 0).orElseThrow().satisfiable());
        assertFalse(ByteRange.parse("bytes=-5", 0).orElseThrow().satisfiable());
    }
}
