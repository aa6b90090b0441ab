package io.polyloop.web;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** The body of a request: how much of it is read, and its bytes. */
public final class RequestBody {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String LIMIT = "body-limit";
    private static final byte[] NONE = {};

    private RequestBody() {}

    /**
     * Reads a body of at most {@code bytes}.
     *
     * @param limit the setting, or the name of the limit in the problem detail
     */
    public static Handler<RoutingContext> upTo(int bytes, String limit) {
        Handler<RoutingContext> body = BodyHandler.create(false).setBodyLimit(bytes);
        String explanation = "the body is larger than " + limit + ", " + bytes + " bytes";
        return context -> {
            context.put(LIMIT, explanation);
            body.handle(context);
        };
    }

    /** The problem detail for a body that is too large. */
    static String limit(RoutingContext context) {
        return context.get(LIMIT, "the body is too large");
    }

    /** The body that a body handler has read; no bytes if there is none. */
    public static byte[] bytes(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? NONE : body.getBytes();
    }

    /** The idempotency key of the request, or null. */
    public static String idempotencyKey(RoutingContext context) {
        return context.request().getHeader(IDEMPOTENCY_KEY);
    }
}
