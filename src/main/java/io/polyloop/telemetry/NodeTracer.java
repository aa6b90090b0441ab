package io.polyloop.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.spi.context.storage.ContextLocal;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.List;
import java.util.Map.Entry;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;

/**
 * The spans of requests and of messages on the bus. Vert.x calls it on any thread. What is not sampled has no span: then
 * nothing that follows from it costs anything.
 *
 * <p>Not the tracer of Vert.x: that creates a span for each request, also for one that is not sampled, with a name that
 * lacks the route, and exports queries, which may contain credentials, and the texts of failures.
 */
final class NodeTracer implements VertxTracer<Span, Span> {
    private static final ContextLocal<Span> CURRENT = ContextLocal.registerLocal(Span.class);

    private final double sampling;
    private volatile Tracer tracer;

    /** @param sampling the part of the requests without a valid parent that are recorded */
    NodeTracer(double sampling) {
        this.sampling = sampling;
    }

    /** Records with {@code present} from now on; null: no more. */
    void use(Tracer present) {
        tracer = present;
    }

    /** The span in progress on the current context; null without one. */
    Span current() {
        Context context = Vertx.currentContext();
        return context == null ? null : inProgress(context);
    }

    /** Whether a span is recorded: a valid parent decides, and without one it can be the root of a trace, or not. */
    boolean records(SpanContext parent, boolean canBeRoot) {
        if (tracer == null) {
            return false;
        }
        return parent.isValid()
                ? parent.isSampled()
                : canBeRoot && ThreadLocalRandom.current().nextDouble() < sampling;
    }

    /** Starts a span that is recorded. */
    Span start(SpanDescription span, SpanContext parent, List<SpanContext> links) {
        Tracer present = tracer;
        return present == null ? Span.getInvalid() : span.start(present, parent, links);
    }

    @Override
    public <R> Span receiveRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            Iterable<Entry<String, String>> headers,
            TagExtractor<R> tags) {
        if (policy == TracingPolicy.IGNORE) {
            return null;
        }
        SpanContext parent = SpanContexts.of(multiMap(headers));
        if (!records(parent, policy == TracingPolicy.ALWAYS)) {
            return null;
        }
        Span span = start(SpanDescription.received(request, operation, tags), parent, List.of());
        context.putLocal(CURRENT, span);
        return span;
    }

    @Override
    public <R> void sendResponse(Context context, R response, Span span, Throwable failure, TagExtractor<R> tags) {
        if (span != null) {
            SpanEnd.of(response, failure, tags).apply(span);
            if (context.getLocal(CURRENT) == span) {
                context.removeLocal(CURRENT);
            }
        }
    }

    @Override
    public <R> Span sendRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            BiConsumer<String, String> headers,
            TagExtractor<R> tags) {
        Span parent = policy == TracingPolicy.IGNORE ? null : inProgress(context);
        if (parent == null) {
            return null;
        }
        Span span = start(SpanDescription.sent(request, operation, tags), parent.getSpanContext(), List.of());
        SpanContexts.write(span, headers);
        return span;
    }

    @Override
    public <R> void receiveResponse(Context context, R response, Span span, Throwable failure, TagExtractor<R> tags) {
        if (span != null) {
            SpanEnd.of(response, failure, tags).apply(span);
        }
    }

    /** A span that has ended can still be in a copy of its context, such as that of a timer. */
    private static Span inProgress(Context context) {
        Span span = context.getLocal(CURRENT);
        return span != null && span.isRecording() ? span : null;
    }

    private static MultiMap multiMap(Iterable<Entry<String, String>> headers) {
        if (headers instanceof MultiMap map) {
            return map;
        }
        MultiMap map = MultiMap.caseInsensitiveMultiMap();
        headers.forEach(header -> map.add(header.getKey(), header.getValue()));
        return map;
    }
}
