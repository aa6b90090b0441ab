package io.polyloop.http;

import io.polyloop.topic.Problem;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Goes on once a request whose body does not matter has arrived whole: before, it may turn out to be broken, and what it
 * asks for must not have happened then. The body is discarded. Each event loop may use the same one.
 */
public final class DiscardBodyHandler implements Handler<RoutingContext> {
    /** Bytes of a body that is read for nothing: clients send {@code {}} with a DELETE, and no more. */
    private static final int MAX_BODY = 64 * 1024;

    /** What is said of a body that has no end. */
    public static final String BROKEN_BODY = "the body is incomplete or malformed";

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean waits = request.headers().contains(HttpHeaders.EXPECT);
        // RequestGuard closes the connection after the answer to a client that waits with a body that changes nothing.
        if (request.isEnded() || !RequestFraming.hasBody(request) || waits && SafeMethods.contains(request.method())) {
            context.next();
            return;
        }
        long[] discarded = {0};
        request.handler(part -> discard(context, part, discarded))
                .exceptionHandler(broken -> context.fail(Problem.INVALID_REQUEST.because(BROKEN_BODY)))
                .endHandler(whole -> proceed(context))
                .resume();
        if (waits && request.version() == HttpVersion.HTTP_1_1) {
            context.response().writeContinue();
        }
    }

    private static void discard(RoutingContext context, Buffer part, long[] discarded) {
        long before = discarded[0];
        discarded[0] += part.length();
        if (before <= MAX_BODY && discarded[0] > MAX_BODY) {
            context.fail(Problem.TOO_LARGE.because(
                    "the body of a request that needs none is larger than " + MAX_BODY + " bytes"));
        }
    }

    private static void proceed(RoutingContext context) {
        if (!context.failed()) {
            context.next();
        }
    }
}
