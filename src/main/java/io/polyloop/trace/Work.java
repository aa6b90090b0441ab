package io.polyloop.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.stream.Stream;

/**
 * A span in progress, or none.
 *
 * @param traceparent its context, or null if it is not sampled
 */
public record Work(Span span, String traceparent) {
    static final Work NONE = new Work(Span.getInvalid(), null);

    /** Adds an attribute. */
    public Work with(String key, long value) {
        span.setAttribute(key, value);
        return this;
    }

    /** The context of this span and those that led to it, at most {@link Traces#MAX_LINKS}. */
    public List<String> before(List<String> origins) {
        if (traceparent == null) {
            return List.of();
        }
        return Stream.concat(Stream.of(traceparent), origins.stream())
                .limit(Traces.MAX_LINKS)
                .toList();
    }

    /** Ends the span; the failure's text is not exported, since it may quote what a client sent. */
    public void end(boolean succeeded) {
        if (!succeeded) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
