package io.polyloop.web;

import io.polyloop.bus.Trace;
import io.polyloop.http.ProblemJson;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every failed request, the one place that maps failures to answers. Lives on the root router. */
final class ProblemHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private static final Set<HttpMethod> WITH_BODY =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    /** Takes over the statuses that Vert.x Web gives by itself, besides the failures of handlers. */
    static void install(Router router, Refusals refusals) {
        ProblemHandler handler = new ProblemHandler(refusals);
        for (int status : new int[] {400, 404, 405, 406, 413, 415, 500}) {
            router.errorHandler(status, handler);
        }
        router.route().failureHandler(handler);
    }

    private final Refusals refusals;

    private ProblemHandler(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void handle(RoutingContext context) {
        if (context.response().ended() || context.response().headWritten()) {
            // Half an answer is out: only a closed connection tells the client that it is not whole.
            context.request().connection().close();
            return;
        }
        Throwable failure = context.failure();
        ProblemException refusal = refusal(context, failure);
        String requestId = RequestId.of(context);
        refusals.add(Protocol.of(context), refusal);
        ProblemJson.send(context.response(), refusal, requestId);
        if (refusal.problem() == Problem.INTERNAL) {
            // The id beside the message, not in it: else no two lines are equal, and each of thousands is written.
            new Trace(null, requestId).during(() -> LOG.error("{} failed", context.normalizedPath(), failure));
        }
    }

    private static ProblemException refusal(RoutingContext context, Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known;
        }
        return switch (context.statusCode()) {
            case 400 -> Problem.INVALID_REQUEST.because("the path or a parameter is not well-formed");
            case 404 -> Problem.NOT_FOUND.because("no such address; /openapi.yaml lists them all");
            case 405 -> Problem.METHOD_NOT_ALLOWED.because("no such method here; /openapi.yaml lists them all");
            case 413 -> Problem.TOO_LARGE.because("the body is larger than limits.body");
            case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE.because("send application/json");
            // Whatever failed, failed while the body was read: a broken chunk, or a client that went away.
            default ->
                isBodyBroken(context)
                        ? Problem.INVALID_REQUEST.because("the body is broken off or not well-formed")
                        : ProblemException.of(failure);
        };
    }

    // A GET may be answered before its end is read, so there this would take a fault of ours for the client's.
    private static boolean isBodyBroken(RoutingContext context) {
        boolean reading = WITH_BODY.contains(context.request().method())
                && !context.request().isEnded();
        return reading || context.failure() instanceof HttpClosedException;
    }
}
