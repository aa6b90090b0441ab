package io.polyloop.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.polyloop.trace.Traces;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.function.BiConsumer;

/** Reads and writes W3C Trace Context. What is malformed is no context. */
final class SpanContexts {
    /** The most characters of a {@code tracestate} that are passed on (W3C Trace Context, 3.3.1.5); a longer one is not. */
    private static final int MAX_STATE = 512;

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final CharSequence PARENT = HttpHeaders.createOptimized(Traces.PARENT);

    private record Pair(String parent, String state) implements TextMapGetter<Pair> {
        @Override
        public String get(Pair carrier, String key) {
            return key.equals(Traces.PARENT) ? parent : state;
        }
    }

    private SpanContexts() {}

    /** The caller's context in the headers of a request or message. Two {@code traceparent}s are none. */
    static SpanContext of(MultiMap headers) {
        String parent = headers.get(PARENT);
        if (parent == null || headers.getAll(PARENT).size() > 1) {
            return SpanContext.getInvalid();
        }
        List<String> states = headers.getAll(Traces.STATE);
        return of(parent, states.isEmpty() ? null : String.join(",", states));
    }

    /** @param text as {@link Traces} describes it, or null */
    static SpanContext of(String text) {
        if (text == null) {
            return SpanContext.getInvalid();
        }
        String state = Traces.state(text);
        return of(Traces.parent(text), state.isEmpty() ? null : state);
    }

    private static SpanContext of(String parent, String state) {
        Pair pair = new Pair(parent, state != null && state.length() <= MAX_STATE ? state : null);
        return Span.fromContext(W3C.extract(Context.root(), pair, pair)).getSpanContext();
    }

    /** The text that names a sampled span; null for another one. */
    static String text(Span span) {
        if (!span.getSpanContext().isSampled()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        write(span, (name, value) -> text.append(text.isEmpty() ? "" : " ").append(value));
        return text.toString();
    }

    /** Passes {@code traceparent} to {@code headers}, and {@code tracestate} after it if there is one. */
    static void write(Span span, BiConsumer<String, String> headers) {
        W3C.inject(Context.root().with(span), headers, (to, name, value) -> to.accept(name, value));
    }
}
