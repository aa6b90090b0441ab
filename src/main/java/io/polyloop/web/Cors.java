package io.polyloop.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * Lets pages of {@code http.allowed-origins} read responses (Fetch standard, CORS protocol): without these headers a
 * browser sends the request and hides the response. Credentials are not allowed.
 */
final class Cors {
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]+");
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    /** Headers of an answer that a page may read besides those it always may. */
    private static final String EXPOSED =
            "Allow, Content-Length, Content-Range, Date, ETag, Location, RateLimit, RateLimit-Policy, Retry-After, "
                    + "WWW-Authenticate, " + RequestId.HEADER;
    /** Seconds for which a browser caches a preflight, and misses a change of the settings. */
    private static final String MAX_AGE = "600";

    private static final String PREFLIGHT_VARY =
            "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
    private static final int NO_CONTENT = 204;

    private final OriginCheck origins;

    Cors(OriginCheck origins) {
        this.origins = origins;
    }

    /** Adds headers to every response, so that a cache keeps those to other origins apart. */
    void addHeaders(RoutingContext context) {
        HttpServerResponse response = context.response().putHeader(HttpHeaders.VARY, "Origin");
        String origin = context.request().getHeader(HttpHeaders.ORIGIN);
        if (origin != null && origins.isListed(origin)) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
        context.next();
    }

    /** Answers a preflight request of a listed origin, and passes on all others. */
    void answerPreflight(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean asked = request.method() == HttpMethod.OPTIONS
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)
                && context.response().headers().contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
        if (!asked) {
            context.next();
            return;
        }
        HttpServerResponse response = context.response().setStatusCode(NO_CONTENT);
        String names = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        if (names != null && NAMES.matcher(names).matches()) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, names);
        }
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE)
                .putHeader(HttpHeaders.VARY, PREFLIGHT_VARY)
                .end();
    }
}
