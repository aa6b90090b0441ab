package io.polyloop.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.polyloop.fixture.LogCapture;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CountingSpanExporterTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Collector collector = new Collector();
    private long nanos;
    private final CountingSpanExporter exporter = new CountingSpanExporter(collector, 2, registry, () -> nanos);

    @Test
    void a_span_beyond_the_queue_is_dropped_and_counted() {
        assertTrue(exporter.tryEnqueue());
        assertTrue(exporter.tryEnqueue());
        assertFalse(exporter.tryEnqueue());
        assertEquals(1, dropped());
    }

    @Test
    void spans_keep_their_places_until_the_collector_has_answered() {
        exporter.tryEnqueue();
        exporter.tryEnqueue();
        exporter.export(spans(2));
        assertFalse(exporter.tryEnqueue());
        collector.answer.succeed();
        assertTrue(exporter.tryEnqueue());
        assertEquals(1, dropped());
    }

    @Test
    void a_failed_export_counts_its_spans_and_frees_their_places() {
        exporter.tryEnqueue();
        exporter.tryEnqueue();
        exporter.export(spans(2));
        collector.answer.fail();
        assertEquals(2, dropped());
        assertTrue(exporter.tryEnqueue());
    }

    @Test
    void failures_are_logged_once_a_minute() {
        collector.answer.fail();
        try (LogCapture log = new LogCapture(CountingSpanExporter.class.getName())) {
            exporter.export(spans(1));
            nanos += TimeUnit.SECONDS.toNanos(59);
            exporter.export(spans(1));
            assertEquals(1, log.messages().size());
            nanos += TimeUnit.SECONDS.toNanos(1);
            exporter.export(spans(1));
            assertEquals(2, log.messages().size());
        }
        assertEquals(3, dropped());
    }

    private double dropped() {
        return registry.counter("polyloop.traces.dropped").count();
    }

    private static Collection<SpanData> spans(int count) {
        return Collections.nCopies(count, (SpanData) null);
    }

    private static final class Collector implements SpanExporter {
        private final CompletableResultCode answer = new CompletableResultCode();

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return answer;
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
