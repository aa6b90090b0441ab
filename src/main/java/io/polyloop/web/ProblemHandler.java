package io.polyloop.web;

import io.polyloop.http.BodyLimit;
import io.polyloop.http.DiscardBodyHandler;
import io.polyloop.http.ProblemJson;
import io.polyloop.http.RequestFraming;
import io.polyloop.internals.ConnectionAccess;
import io.polyloop.internals.TransportErrors;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every failed request, the one place that maps failures to answers. Lives on the root router. */
final class ProblemHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    /** How long a client may take to read a refusal after which its connection is closed. */
    private static final long LINGER_MS = 2_000;

    private static final ProblemException UNKNOWN_FAULT = ProblemException.of(null);

    /**
     * Takes over the statuses that Vert.x Web gives by itself, besides the failures of handlers.
     *
     * @param bodyLimit bytes of a refused body that are read, so that the connection can go on after it
     * @param challenges whether a refusal says how to authenticate
     */
    static void install(
            Router router, ConnectionAccess access, RefusalMetrics refusals, int bodyLimit, boolean challenges) {
        ProblemHandler handler = new ProblemHandler(access, refusals, bodyLimit, challenges);
        for (int status : new int[] {400, 404, 405, 406, 413, 415, 500}) {
            router.errorHandler(status, handler);
        }
        router.route().failureHandler(handler);
    }

    private final ConnectionAccess access;
    private final RefusalMetrics refusals;
    private final int bodyLimit;
    private final boolean challenges;

    private ProblemHandler(ConnectionAccess access, RefusalMetrics refusals, int bodyLimit, boolean challenges) {
        this.access = access;
        this.refusals = refusals;
        this.bodyLimit = bodyLimit;
        this.challenges = challenges;
    }

    @Override
    public void handle(RoutingContext context) {
        if (context.response().ended() || context.response().headWritten()) {
            // Part of the answer is sent: only a closed connection shows the client that it is incomplete.
            context.request().connection().close();
            return;
        }
        Throwable failure = context.failure();
        ProblemException refusal = refusal(context, failure);
        String requestId = RequestId.of(context);
        refusals.add(Protocol.of(context), refusal);
        // Once the client has gone, so has the pipeline of its connection.
        if (!context.response().closed()) {
            answer(context, visible(refusal), requestId);
        }
        if (refusal.problem() == Problem.INTERNAL) {
            // The id is not in the message: then no two lines would be equal, and RepeatFilter would write thousands.
            RequestId.trace(context).during(() -> log(context.normalizedPath(), failure));
        }
    }

    /** The detail of a fault, such as that of a statement, is for the log. */
    private static ProblemException visible(ProblemException refusal) {
        return refusal.problem() == Problem.INTERNAL ? UNKNOWN_FAULT : refusal;
    }

    private static void log(String path, Throwable failure) {
        if (!isLogged(failure)) {
            LOG.error("{} failed", path, failure);
        } else if (!UNKNOWN_FAULT.getMessage().equals(failure.getMessage())) {
            LOG.error("{} failed: {}", path, failure.getMessage());
        }
    }

    private void answer(RoutingContext context, ProblemException refusal, String requestId) {
        if (RequestFraming.mustClose(context.request(), bodyLimit)) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            access.stopReading(context.request(), LINGER_MS);
        }
        if (challenges) {
            Challenge.add(context, refusal);
        }
        ProblemJson.send(context.response(), refusal, requestId);
    }

    /** A fault that came over the bus without its cause: the side that answered has logged it. */
    private static boolean isLogged(Throwable failure) {
        return failure instanceof ProblemException fault && fault.getCause() == null;
    }

    private static ProblemException refusal(RoutingContext context, Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known;
        }
        if (failure instanceof HttpClosedException || TransportErrors.isDecoderError(failure)) {
            return Problem.INVALID_REQUEST.because(DiscardBodyHandler.BROKEN_BODY);
        }
        return switch (context.statusCode()) {
            case 400 -> Problem.INVALID_REQUEST.because("the path or a parameter is malformed");
            case 404 -> Problem.NOT_FOUND.because("no route matches this path; see /openapi.yaml");
            case 405 -> Problem.METHOD_NOT_ALLOWED.because("this method is not allowed here; see /openapi.yaml");
            case 413 -> Problem.TOO_LARGE.because(BodyLimit.of(context));
            case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE.because("send application/json");
            // The status with which the body handler of Vert.x says that it could not read on.
            case 200 -> Problem.INVALID_REQUEST.because(DiscardBodyHandler.BROKEN_BODY);
            default -> ProblemException.of(failure);
        };
    }
}
