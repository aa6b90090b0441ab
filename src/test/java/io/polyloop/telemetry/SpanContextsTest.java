package io.polyloop.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.MultiMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients send as W3C Trace Context. */
class SpanContextsTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";

    @Test
    void a_traceparent_is_read() {
        SpanContext context = SpanContexts.of(headers(PARENT));
        assertEquals(TRACE, context.getTraceId());
        assertEquals(SPAN, context.getSpanId());
        assertTrue(context.isSampled() && context.isRemote());
    }

    @Test
    void flags_without_the_sampled_bit_are_read() {
        assertFalse(SpanContexts.of(headers("00-" + TRACE + "-" + SPAN + "-02")).isSampled());
    }

    @Test
    void a_later_version_with_more_fields_is_read_as_version_00() {
        assertEquals(
                TRACE,
                SpanContexts.of(headers("cc-" + TRACE + "-" + SPAN + "-01-what-comes"))
                        .getTraceId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "00",
                "nonsense",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "0g-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-B7AD6B7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-xy",
                "00-0af7651916cd43dd8448eb211c80319-b7ad6b71692033311-01",
                "00_0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.x"
            })
    void a_malformed_traceparent_is_none(String parent) {
        assertFalse(SpanContexts.of(headers(parent)).isValid());
    }

    @Test
    void two_traceparents_are_none() {
        assertFalse(SpanContexts.of(headers(PARENT).add("traceparent", PARENT)).isValid());
    }

    @Test
    void a_very_long_traceparent_is_none() {
        assertFalse(SpanContexts.of(headers(PARENT + "-" + "a".repeat(8_000))).isValid());
    }

    @Test
    void tracestates_of_several_headers_are_one() {
        MultiMap headers = headers(PARENT).add("tracestate", "a=1").add("tracestate", "b=2");
        assertEquals("a=1,b=2", state(headers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"novalue", "=1", "UPPER=1", "a=\u0007", "a b=1"})
    void a_malformed_tracestate_is_left_out_and_the_parent_counts(String state) {
        MultiMap headers = headers(PARENT).add("tracestate", state);
        assertTrue(SpanContexts.of(headers).isValid());
        assertNull(state(headers));
    }

    @Test
    void a_tracestate_of_a_hundred_members_is_left_out() {
        String state = IntStream.range(0, 100).mapToObj(i -> "a" + i + "=1").collect(Collectors.joining(","));
        assertNull(state(headers(PARENT).add("tracestate", state)));
    }

    @Test
    void a_tracestate_of_more_than_512_characters_is_left_out() {
        assertNull(state(
                headers(PARENT).add("tracestate", "a=" + "1".repeat(255)).add("tracestate", "b=" + "1".repeat(255))));
    }

    @Test
    void a_context_is_the_same_after_it_was_a_text() {
        SpanContext context = SpanContexts.of(headers(PARENT).add("tracestate", "a=1,b=x y"));
        assertEquals(context, SpanContexts.of(SpanContexts.text(Span.wrap(context))));
    }

    @Test
    void an_unsampled_span_has_no_text() {
        assertNull(SpanContexts.text(Span.wrap(SpanContexts.of(headers("00-" + TRACE + "-" + SPAN + "-00")))));
    }

    private static MultiMap headers(String parent) {
        return MultiMap.caseInsensitiveMultiMap().add("traceparent", parent);
    }

    /** What is passed on. */
    private static String state(MultiMap headers) {
        String text = SpanContexts.text(Span.wrap(SpanContexts.of(headers)));
        return text.contains(" ") ? text.substring(text.indexOf(' ') + 1) : null;
    }
}
