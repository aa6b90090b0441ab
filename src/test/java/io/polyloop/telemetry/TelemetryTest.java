package io.polyloop.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.polyloop.config.TraceSettings;
import io.polyloop.fixture.TestNode;
import io.polyloop.trace.Span;
import io.polyloop.trace.Traces;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spans and what becomes of them, with a collector. */
class TelemetryTest {
    private static final String SAMPLED = "00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01";
    private static final String UNSAMPLED = "00-" + "3".repeat(32) + "-" + "4".repeat(16) + "-00";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Collector collector = new Collector();
    private Vertx vertx;

    @AfterEach
    void close() {
        TestNode.await(vertx.close());
        collector.close();
    }

    @Test
    void a_stop_exports_what_is_left() {
        Traces traces = start(0, collector.endpoint());
        traces.receive("publish", SAMPLED).end(true);
        TestNode.await(traces.stop());
        Collector.Received span = collector.spans().get(0);
        assertEquals(
                List.of("publish", "1".repeat(32), "2".repeat(16)), List.of(span.name(), span.trace(), span.parent()));
    }

    @Test
    void after_a_stop_nothing_is_recorded() {
        Traces traces = start(1, collector.endpoint());
        TestNode.await(traces.stop());
        assertEquals(Span.NONE, traces.receive("publish", SAMPLED));
    }

    @Test
    void spans_say_which_service_and_node_they_are_from() {
        Traces traces = start(1, collector.endpoint());
        traces.receive("publish", null).end(true);
        TestNode.await(traces.stop());
        Map<String, String> resource = collector.resource();
        assertEquals(
                List.of("polyloop", "1.2.3", "node-1", "test"),
                List.of(
                        resource.get("service.name"),
                        resource.get("service.version"),
                        resource.get("service.instance.id"),
                        resource.get("deployment.environment.name")));
    }

    @Test
    void the_decision_of_the_parent_is_followed() {
        assertFalse(start(0, collector.endpoint()).receive("publish", SAMPLED) == Span.NONE);
        TestNode.await(vertx.close());
        assertEquals(Span.NONE, start(1, collector.endpoint()).receive("publish", UNSAMPLED));
    }

    @Test
    void without_a_valid_parent_the_sampling_decides() {
        Traces traces = start(0.25, collector.endpoint());
        int recorded = 0;
        for (int i = 0; i < 10_000; i++) {
            recorded += traces.receive("publish", "00-nonsense") == Span.NONE ? 0 : 1;
        }
        assertEquals(2_500, recorded, 300);
    }

    @Test
    void a_commit_of_unsampled_messages_has_no_span() {
        assertEquals(Span.NONE, start(1, collector.endpoint()).follow("commit", List.of(UNSAMPLED, "x")));
    }

    @Test
    void a_failure_is_marked_and_its_text_is_not_exported() {
        Traces traces = start(1, collector.endpoint());
        traces.receive("publish", null).end(false);
        TestNode.await(traces.stop());
        assertTrue(collector.spans().get(0).failed());
    }

    @Test
    void of_a_collector_that_answers_500_the_spans_are_counted() {
        collector.answerWith(500, Duration.ZERO);
        assertEquals(1, droppedOf(1, collector.endpoint()));
    }

    @Test
    void of_a_collector_that_is_too_slow_the_spans_are_counted() {
        collector.answerWith(200, Duration.ofSeconds(5));
        assertEquals(1, droppedOf(1, collector.endpoint()));
    }

    @Test
    void of_a_collector_that_is_down_the_spans_are_counted_and_the_queue_is_bounded() {
        collector.close();
        assertEquals(100, droppedOf(100, collector.endpoint()));
    }

    private double droppedOf(int spans, String endpoint) {
        Traces traces = start(1, endpoint);
        for (int i = 0; i < spans; i++) {
            traces.receive("publish", null).end(true);
        }
        TestNode.await(traces.stop());
        return registry.counter("polyloop.traces.dropped").count();
    }

    private Traces start(double sampling, String endpoint) {
        Duration timeout = Duration.ofMillis(100);
        Map<String, String> attributes = Map.of("deployment.environment.name", "test");
        Telemetry telemetry = new Telemetry(
                new TraceSettings(endpoint, sampling, 16, timeout, Map.of(), attributes), "1.2.3", registry);
        vertx = Vertx.builder().withTracer(telemetry).build();
        telemetry.start(vertx, "node-1");
        return Traces.of(vertx);
    }
}
