package io.polyloop.web.page;

import io.polyloop.http.HttpDate;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
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

    /** Those of a whole page. They cannot be changed, so all its answers share them, and copy them only to differ. */
    static MultiMap of(String type, String etag, long size, Instant modified) {
        return HttpHeaders.headers()
                .set(HttpHeaders.CONTENT_TYPE, type)
                .set(HttpHeaders.CONTENT_LENGTH, Long.toString(size))
                .set(HttpHeaders.ETAG, etag)
                .set(HttpHeaders.LAST_MODIFIED, HttpDate.of(modified))
                .set(HttpHeaders.CACHE_CONTROL, cacheControl(type))
                .set(HttpHeaders.ACCEPT_RANGES, "bytes")
                .set("X-Content-Type-Options", "nosniff")
                .set("Content-Security-Policy", POLICY)
                .set("Referrer-Policy", "no-referrer")
                .copy(false);
    }

    /** What an answer with the whole page has. */
    static void put(HttpServerResponse response, StaticPage page) {
        MultiMap headers = response.headers();
        if (headers.isEmpty()) {
            headers.setAll(page.headers());
        } else {
            // setAll would take away what a handler before this one has put there.
            page.headers().forEach((name, value) -> headers.set(name, value));
        }
    }

    /** That the body is this part of the page. */
    static void putPart(HttpServerResponse response, ByteRange part) {
        response.setStatusCode(206)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(part.length()))
                .putHeader(HttpHeaders.CONTENT_RANGE, part.toString());
    }

    /** That there is no body, as the client has it. */
    static void putNotModified(HttpServerResponse response) {
        response.setStatusCode(304).headers().remove(HttpHeaders.CONTENT_LENGTH);
    }

    /** Takes back what would be wrong on an error: its length, its type, and that it may be kept. */
    static void remove(HttpServerResponse response) {
        ALL.forEach(response.headers()::remove);
    }

    // Markup, style and script are asked for again each time, which costs a 304: a page must never run with the script
    // of another version. The rest may be a little old.
    private static String cacheControl(String type) {
        return FileType.mustRevalidate(type) ? "no-cache" : "public, max-age=300";
    }
}
