package io.polyloop.web;

import io.polyloop.config.AllowedHosts;
import io.polyloop.http.HostCheck;
import io.polyloop.http.RequestFraming;
import io.polyloop.http.SafeMethods;
import io.polyloop.http.TokenList;
import io.polyloop.topic.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Refuses malformed requests and requests for other hosts before any other handler. */
final class RequestGuard implements Handler<RoutingContext> {
    private static final String CONTINUE = "100-continue";

    /** How long an answer may take to get out once it is written. */
    private static final long GRACE_MS = 2_000;

    private final DuplicateHeaderCheck headers = new DuplicateHeaderCheck();
    private final HostCheck hosts;
    private final OriginCheck origins;

    RequestGuard(AllowedHosts hosts, OriginCheck origins) {
        this.hosts = new HostCheck(hosts);
        this.origins = origins;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        closeIfAsked(context);
        String fault = RequestFraming.violation(request);
        if (fault != null) {
            throw Problem.INVALID_REQUEST.because(fault);
        }
        headers.check(request.headers());
        hosts.check(request);
        RequestTarget.check(request.uri(), request.query());
        if (!RequestTarget.isNormalized(request.path())) {
            throw Problem.NOT_FOUND.because("the path has an empty segment, or one that is . or ..");
        }
        if (!SafeMethods.contains(request.method())) {
            origins.check(request);
        }
        checkExpectation(context);
        context.next();
    }

    private static void checkExpectation(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.headers().contains(HttpHeaders.EXPECT)) {
            return;
        }
        if (!TokenList.of(request.headers(), HttpHeaders.EXPECT).stream().allMatch(CONTINUE::equals)) {
            throw Problem.EXPECTATION_FAILED.because("the only supported Expect is 100-continue");
        }
        if (SafeMethods.contains(request.method())) {
            // It is answered without a word on its body, which may then come or not.
            closeAfterAnswer(context);
        } else {
            // The body handler of Vert.x compares the whole value.
            request.headers().set(HttpHeaders.EXPECT, CONTINUE);
        }
    }

    // Vert.x compares the whole value: it does this itself for "close", and would take "close, TE" for nothing.
    private static void closeIfAsked(RoutingContext context) {
        List<String> lines = context.request().headers().getAll(HttpHeaders.CONNECTION);
        boolean isList = lines.size() > 1 || lines.size() == 1 && lines.get(0).indexOf(',') >= 0;
        if (isList && TokenList.has(context.request().headers(), HttpHeaders.CONNECTION, "close")) {
            closeAfterAnswer(context);
        }
    }

    private static void closeAfterAnswer(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        // Not close(), which lets requests run that have arrived already (RFC 9112, 9.6).
        context.addBodyEndHandler(sent -> context.request().connection().shutdown(GRACE_MS, TimeUnit.MILLISECONDS));
    }
}
