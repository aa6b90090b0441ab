package io.polyloop.http;

import io.polyloop.topic.Problem;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads a body exactly as it was sent, whatever its type, and goes on. The body handler of Vert.x decodes forms by
 * limits of its own, and drops the bytes of a multipart one. Each event loop may use the same one.
 */
public final class BodyReader implements Handler<RoutingContext> {
    private static final String KEY = BodyReader.class.getName();

    private final int limit;
    private final String name;

    /**
     * @param limit bytes of the largest body; a larger one is refused with {@link Problem#TOO_LARGE}
     * @param name of the limit, for the detail of the problem
     */
    public BodyReader(int limit, String name) {
        this.limit = limit;
        this.name = name;
    }

    /** The body that one of them has read, or null. */
    public static Buffer bodyOf(RoutingContext context) {
        return context.get(KEY);
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        context.put(KEY, body);
        if (request.isEnded() || !RequestFraming.hasBody(request)) {
            context.next();
            return;
        }
        if (announcedLength(request) > limit) {
            tooLarge(context);
            return;
        }
        request.handler(part -> append(context, body, part))
                .exceptionHandler(
                        broken -> context.fail(Problem.INVALID_REQUEST.because(DiscardBodyHandler.BROKEN_BODY)))
                .endHandler(whole -> proceed(context))
                .resume();
        if (request.headers().contains(HttpHeaders.EXPECT) && request.version() == HttpVersion.HTTP_1_1) {
            context.response().writeContinue();
        }
    }

    private void append(RoutingContext context, Buffer body, Buffer part) {
        if (context.failed()) {
            return;
        }
        if (body.length() + part.length() > limit) {
            tooLarge(context);
        } else {
            body.appendBuffer(part);
        }
    }

    private void tooLarge(RoutingContext context) {
        context.fail(Problem.TOO_LARGE.because("the body is larger than " + name + ", " + limit + " bytes"));
    }

    // RequestGuard has refused a length that is not a number.
    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private static void proceed(RoutingContext context) {
        if (!context.failed()) {
            context.next();
        }
    }
}
