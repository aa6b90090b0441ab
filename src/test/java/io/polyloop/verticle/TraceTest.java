package io.polyloop.verticle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class TraceTest {
    private static final String OUTER = "00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01";
    private static final String INNER = "00-" + "3".repeat(32) + "-" + "4".repeat(16) + "-01";

    @Test
    void code_within_code_of_another_origin_leaves_the_ids_of_the_outer_one() {
        new Trace(OUTER, "r-1").during(() -> {
            new Trace(INNER, null).during(() -> assertEquals(ids("3", "4"), MDC.getCopyOfContextMap()));
            assertEquals("1".repeat(32), MDC.get("trace"));
            assertEquals("r-1", MDC.get("request"));
        });
        assertNull(MDC.get("trace"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n"
            })
    void a_malformed_parent_is_none(String parent) {
        assertNull(new Trace(parent, null).parent());
    }

    private static Map<String, String> ids(String trace, String span) {
        return Map.of("trace", trace.repeat(32), "span", span.repeat(16));
    }
}
