package io.polyloop.web;

import io.polyloop.config.LimitSettings;
import io.polyloop.topic.Payload;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.polyloop.topic.StrictJson;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;

/** Reads messages from requests. */
public final class Bodies {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String LIMIT = "body-limit";
    private static final byte[] NONE = {};

    private Bodies() {}

    /**
     * Reads a body of {@code bytes} at most, and knows what to say of a larger one.
     *
     * @param limit what a client or an operator calls this limit
     */
    public static Handler<RoutingContext> upTo(int bytes, String limit) {
        Handler<RoutingContext> body = BodyHandler.create(false).setBodyLimit(bytes);
        String explanation = "the body is larger than " + limit + ", " + bytes + " bytes";
        return context -> {
            context.put(LIMIT, explanation);
            body.handle(context);
        };
    }

    /** What is said of a body that is too large. */
    static String limit(RoutingContext context) {
        return context.get(LIMIT, "the body is too large");
    }

    /** The body that a body handler has read; no bytes if there is none. */
    public static byte[] bytes(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? NONE : body.getBytes();
    }

    /** The key by which the client marks a repeat, or null. */
    public static String idempotencyKey(RoutingContext context) {
        return context.request().getHeader(IDEMPOTENCY_KEY);
    }

    /** One message from a part of {@code body}. */
    static Payload message(byte[] body, int offset, int length, LimitSettings limits) {
        if (length > limits.message()) {
            throw Problem.TOO_LARGE.because("a message has " + limits.message() + " bytes at most");
        }
        return StrictJson.payload(body, offset, length);
    }

    /** One message from each line that is not blank. */
    static List<Payload> lines(byte[] body, LimitSettings limits) {
        List<Payload> messages = new ArrayList<>();
        int line = 1;
        for (int start = 0; start < body.length; line++) {
            int end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            if (!blank(body, start, end)) {
                messages.add(line(body, start, end, line, limits));
            }
            start = end + 1;
        }
        if (messages.size() > limits.batch()) {
            throw Problem.TOO_LARGE.because("a request has " + limits.batch() + " messages at most");
        }
        return messages;
    }

    private static Payload line(byte[] body, int start, int end, int line, LimitSettings limits) {
        try {
            return message(body, start, end - start, limits);
        } catch (ProblemException refusal) {
            throw refusal.problem().because("line " + line + ": " + refusal.getMessage());
        }
    }

    private static boolean blank(byte[] body, int start, int end) {
        for (int i = start; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
