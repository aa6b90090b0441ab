package io.polyloop.web;

import io.polyloop.http.DecodeProblems;
import io.polyloop.http.ProblemJson;
import io.polyloop.topic.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Answers malformed requests and closes: after a framing error the start of the next request is unknown. */
final class InvalidRequestHandler implements Handler<HttpServerRequest> {
    private final RefusalMetrics refusals;

    InvalidRequestHandler(RefusalMetrics refusals) {
        this.refusals = refusals;
    }

    @Override
    public void handle(HttpServerRequest request) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        ProblemException refusal = DecodeProblems.of(request, "limits.uri", "limits.headers");
        refusals.add(Protocol.HTTP, refusal);
        ProblemJson.send(request.response(), refusal, RequestId.generate());
        request.connection().close();
    }
}
