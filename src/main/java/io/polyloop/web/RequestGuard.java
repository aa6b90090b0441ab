package io.polyloop.web;

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
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~:\\[\\]-]{1,255}");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    // event loop only; nearly every request names the same one, and matching it costs more than the rest of this
    private String lastHost = "localhost";

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        checkHost(request);
        checkTransferEncoding(request);
        checkPath(request.path());
        String expect = request.getHeader(HttpHeaders.EXPECT);
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            throw Problem.EXPECTATION_FAILED.because("only 100-continue can be expected");
        }
        context.next();
    }

    private void checkHost(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        boolean needed = request.version() == HttpVersion.HTTP_1_1;
        if (hosts.size() > 1 || needed && hosts.isEmpty()) {
            throw Problem.INVALID_REQUEST.because("a request has exactly one Host");
        }
        if (!hosts.isEmpty() && !hosts.get(0).equals(lastHost)) {
            lastHost = checked(hosts.get(0));
        }
    }

    private static String checked(String host) {
        if (!HOST.matcher(host).matches()) {
            throw Problem.INVALID_REQUEST.because("Host is not a host");
        }
        return host;
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
