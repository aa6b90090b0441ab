package io.polyloop.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.polyloop.trace.Span;
import io.polyloop.trace.Traces;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/** The spans that the service adds to those of {@link NodeTracer}. Any thread. */
final class OpenTelemetryTraces implements Traces {
    private final NodeTracer tracer;
    private final Supplier<Future<Void>> stop;

    OpenTelemetryTraces(NodeTracer tracer, Supplier<Future<Void>> stop) {
        this.tracer = tracer;
        this.stop = stop;
    }

    private record Recorded(io.opentelemetry.api.trace.Span span, String context) implements Span {
        static Span of(io.opentelemetry.api.trace.Span span) {
            return new Recorded(span, SpanContexts.text(span));
        }

        @Override
        public Span set(String key, long value) {
            span.setAttribute(key, value);
            return this;
        }

        @Override
        public Span set(String key, String value) {
            span.setAttribute(key, value);
            return this;
        }

        @Override
        public void end(boolean succeeded) {
            if (!succeeded) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public String current() {
        io.opentelemetry.api.trace.Span span = tracer.current();
        return span == null ? null : SpanContexts.text(span);
    }

    @Override
    public void annotate(String key, String value) {
        io.opentelemetry.api.trace.Span span = tracer.current();
        if (span != null) {
            span.setAttribute(key, value);
        }
    }

    @Override
    public void route(String template) {
        if (template != null
                && tracer.current() instanceof ReadableSpan span
                && span.getKind() == SpanKind.SERVER
                && span.getAttribute(SpanDescription.ROUTE) == null) {
            // The router writes a parameter as :name, OpenAPI as {name}.
            String route = template.replaceAll(":(\\w+)", "{$1}");
            tracer.current().updateName(span.getName() + ' ' + route).setAttribute(SpanDescription.ROUTE, route);
        }
    }

    @Override
    public Span receive(String name, String parent) {
        SpanContext caller = SpanContexts.of(parent);
        return start(new SpanDescription(name, SpanKind.SERVER, Attributes.empty()), caller, true, List.of());
    }

    @Override
    public Span follow(String name, List<String> contexts) {
        List<SpanContext> links = contexts.stream()
                .limit(MAX_LINKS)
                .map(SpanContexts::of)
                .filter(SpanContext::isSampled)
                .toList();
        return links.isEmpty()
                ? Span.NONE
                : start(new SpanDescription(name, SpanKind.INTERNAL, Attributes.empty()), links.get(0), false, links);
    }

    @Override
    public Future<Void> stop() {
        return stop.get();
    }

    private Span start(SpanDescription span, SpanContext parent, boolean canBeRoot, List<SpanContext> links) {
        return tracer.records(parent, canBeRoot) ? Recorded.of(tracer.start(span, parent, links)) : Span.NONE;
    }
}
