package io.polyloop.web.page;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** The headers of a page. */
final class PageHeaders {
    // Nothing from elsewhere, nothing inline, no frame around it. 'self' covers the WebSocket of the same origin.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";
    private static final List<CharSequence> ALL = List.of(
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.CONTENT_RANGE,
            HttpHeaders.ETAG,
            HttpHeaders.LAST_MODIFIED,
            HttpHeaders.CACHE_CONTROL,
            HttpHeaders.ACCEPT_RANGES);

    private PageHeaders() {}

    /** What every answer with this page has, and a 304 too. */
    static void put(HttpServerResponse response, Page page) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, page.type())
                .putHeader(HttpHeaders.ETAG, page.etag())
                .putHeader(HttpHeaders.LAST_MODIFIED, HttpDate.of(page.modified()))
                .putHeader(HttpHeaders.CACHE_CONTROL, page.cacheControl())
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Referrer-Policy", "no-referrer");
    }

    /** The length of the body, which HEAD has to name too. */
    static void putLength(HttpServerResponse response, ByteRange range) {
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(range.length()));
    }

    /** That the body is this part of the page. */
    static void putPart(HttpServerResponse response, ByteRange part) {
        response.setStatusCode(206).putHeader(HttpHeaders.CONTENT_RANGE, part.toString());
    }

    /** Takes back what would be wrong on an error: its length, its type, and that it may be kept. */
    static void remove(HttpServerResponse response) {
        ALL.forEach(response.headers()::remove);
    }
}
