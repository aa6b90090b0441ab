package io.polyloop.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.regex.Pattern;

/** The spans that the service adds to those of Vert.x. Any thread. While traces are off, each call is a null check. */
public final class Traces {
    /** The most contexts that a commit links to, and that the news of it carries. */
    public static final int MAX_LINKS = 16;

    private static final Pattern PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})");

    private static volatile Tracer tracer;

    private Traces() {}

    static void use(Tracer present) {
        tracer = present;
    }

    /** Whether spans are recorded. */
    public static boolean isOn() {
        return tracer != null;
    }

    /** The {@code traceparent} of the current span, or null if it is not sampled. */
    public static String current() {
        return tracer == null ? null : traceparent(Span.current());
    }

    /** The {@code traceparent} of the current span, or the caller's if there is no sampled span. */
    public static String currentOr(String parent) {
        String current = current();
        return current == null ? parent : current;
    }

    /** Starts a span for work that a client asks for, below its {@code traceparent}, which can be null or malformed. */
    public static Work receive(String name, String parent) {
        Tracer present = tracer;
        return present == null ? Work.NONE : start(builder(present, name, SpanKind.SERVER, context(parent)));
    }

    /**
     * Starts a span below the first of these contexts, with links to all of them; none without a context. Ignores
     * malformed ones: another node sends them.
     */
    public static Work continuing(String name, List<String> parents) {
        Tracer present = tracer;
        if (present == null || parents.isEmpty()) {
            return Work.NONE;
        }
        SpanBuilder builder = builder(present, name, SpanKind.INTERNAL, context(parents.get(0)));
        parents.stream()
                .limit(MAX_LINKS)
                .map(Traces::context)
                .filter(SpanContext::isValid)
                .forEach(builder::addLink);
        return start(builder);
    }

    private static SpanBuilder builder(Tracer present, String name, SpanKind kind, SpanContext parent) {
        return present.spanBuilder(name)
                .setSpanKind(kind)
                .setParent(Context.root().with(Span.wrap(parent)));
    }

    private static Work start(SpanBuilder builder) {
        Span span = builder.startSpan();
        return new Work(span, traceparent(span));
    }

    private static String traceparent(Span span) {
        SpanContext context = span.getSpanContext();
        return context.isSampled() ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-01" : null;
    }

    private static SpanContext context(String parent) {
        var matcher = PARENT.matcher(parent == null ? "" : parent);
        return matcher.matches()
                ? SpanContext.createFromRemoteParent(
                        matcher.group(1),
                        matcher.group(2),
                        TraceFlags.fromHex(matcher.group(3), 0),
                        TraceState.getDefault())
                : SpanContext.getInvalid();
    }
}
