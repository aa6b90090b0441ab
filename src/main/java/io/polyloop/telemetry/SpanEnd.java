package io.polyloop.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.spi.tracing.TagExtractor;

/**
 * How a request ended. The text of a failure is not exported, since it may quote what a client sent.
 *
 * @param status of HTTP; 0 without one
 * @param error the type of the failure, or null
 */
record SpanEnd(int status, String error) {
    private static final String STATUS = "http.response.status_code";
    private static final int SERVER_ERROR = 500;

    static <R> SpanEnd of(R response, Throwable failure, TagExtractor<R> tags) {
        int status = response == null ? 0 : status(response, tags);
        if (failure != null) {
            return new SpanEnd(status, type(failure));
        }
        return new SpanEnd(status, status >= SERVER_ERROR ? Integer.toString(status) : null);
    }

    void apply(Span span) {
        if (status > 0) {
            span.setAttribute(STATUS, status);
        }
        if (error != null) {
            span.setAttribute("error.type", error).setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private static String type(Throwable failure) {
        return failure instanceof ReplyException reply
                ? reply.failureType().name()
                : failure.getClass().getName();
    }

    private static <R> int status(R response, TagExtractor<R> tags) {
        for (int i = 0; i < tags.len(response); i++) {
            if (tags.name(response, i).equals(STATUS)) {
                return Integer.parseInt(tags.value(response, i));
            }
        }
        return 0;
    }
}
