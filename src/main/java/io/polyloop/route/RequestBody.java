package io.polyloop.route;

import io.polyloop.http.BodyLimit;
import io.polyloop.topic.Append;
import io.polyloop.topic.Problem;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** The body of a request: how much of it is read, its bytes, and the key that makes it safe to repeat. */
public final class RequestBody {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final byte[] NONE = {};

    private RequestBody() {}

    /**
     * A handler that reads the body and then calls the next one. A larger body is refused with {@link
     * Problem#TOO_LARGE}, before it is in memory.
     *
     * @param bytes the largest size of a body
     * @param limit begins the detail of the problem: {@code the body is larger than <limit>, <bytes> bytes}
     */
    public static Handler<RoutingContext> upTo(int bytes, String limit) {
        Handler<RoutingContext> body = BodyHandler.create(false).setBodyLimit(bytes);
        String explanation = "the body is larger than " + limit + ", " + bytes + " bytes";
        return context -> {
            BodyLimit.explain(context, explanation);
            body.handle(context);
        };
    }

    /** The body that {@link #upTo} has read; no bytes if there is none. */
    public static byte[] bytes(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? NONE : body.getBytes();
    }

    /** The {@code Idempotency-Key} of the request as it was sent, or null; {@link Append} checks it. */
    public static String idempotencyKey(RoutingContext context) {
        return context.request().getHeader(IDEMPOTENCY_KEY);
    }
}
