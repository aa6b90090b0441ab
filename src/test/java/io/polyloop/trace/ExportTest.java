package io.polyloop.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Export export = new Export(new Unreachable(), 2, registry);

    @Test
    void a_span_beyond_the_queue_is_dropped_and_counted() {
        assertTrue(export.tryEnqueue());
        assertTrue(export.tryEnqueue());
        assertFalse(export.tryEnqueue());
        assertEquals(1, registry.counter("polyloop.traces.dropped").count());
    }

    @Test
    void a_failed_export_counts_no_span_if_it_had_none() {
        export.export(List.of());
        assertEquals(0, registry.counter("polyloop.traces.dropped").count());
    }

    @Test
    void off_nothing_is_started() {
        assertNull(Traces.current());
        assertSame(
                Work.NONE, Traces.continuing("commit", List.of("00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01")));
    }

    private static final class Unreachable implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return CompletableResultCode.ofFailure();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
