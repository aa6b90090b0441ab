package io.polyloop.web;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.polyloop.http.ProblemJson;
import io.polyloop.http.UnknownVersionException;
import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Answers what is not HTTP at all, and closes: after a framing error nobody knows where the next request starts. */
final class InvalidRequestHandler implements Handler<HttpServerRequest> {
    private final Refusals refusals;

    InvalidRequestHandler(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void handle(HttpServerRequest request) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        ProblemException refusal = refusal(request.decoderResult().cause());
        refusals.add(Protocol.HTTP, refusal);
        ProblemJson.send(request.response(), refusal, RequestId.made());
        request.connection().close();
    }

    private static ProblemException refusal(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.URI_TOO_LONG.because("the request line is longer than limits.uri");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Problem.HEADERS_TOO_LARGE.because("the headers are larger than limits.headers");
        }
        if (cause instanceof UnknownVersionException) {
            return Problem.HTTP_VERSION_UNSUPPORTED.because("send the request as HTTP/1.1 or HTTP/1.0");
        }
        return Problem.INVALID_REQUEST.because("the request is not well-formed HTTP");
    }
}
