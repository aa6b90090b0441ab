package io.polyloop.web;

import io.polyloop.config.AllowedHosts;
import io.polyloop.http.HostCheck;
import io.polyloop.topic.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;

/** Refuses what two servers in a row might read differently (RFC 9112): the ground of request smuggling. */
final class RequestGuard implements Handler<RoutingContext> {
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final HostCheck hosts;

    RequestGuard(AllowedHosts hosts) {
        this.hosts = new HostCheck(hosts);
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        hosts.check(request);
        checkTransferEncoding(request);
        checkPath(request.path());
        String expect = request.getHeader(HttpHeaders.EXPECT);
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            throw Problem.EXPECTATION_FAILED.because("only 100-continue can be expected");
        }
        context.next();
    }

    private static void checkPath(String path) {
        if (path == null
                || path.indexOf('%') >= 0 && BROKEN_ESCAPE.matcher(path).find()) {
            throw Problem.INVALID_REQUEST.because("the path has a % that is not followed by two hexadecimal digits");
        }
    }

    private static void checkTransferEncoding(HttpServerRequest request) {
        if (!request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            return;
        }
        List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        boolean chunked = codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
        if (!chunked || request.version() != HttpVersion.HTTP_1_1) {
            throw Problem.INVALID_REQUEST.because("the only transfer coding is chunked, in HTTP/1.1");
        }
    }
}
