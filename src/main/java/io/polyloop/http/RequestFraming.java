package io.polyloop.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * Where a request ends. If a proxy and this server disagree, a client can smuggle a request (RFC 9112, 11.2): the one
 * takes for a body what the other runs as the next request.
 */
public final class RequestFraming {
    private static final CharSequence WEBSOCKET_DRAFT_KEY = HttpHeaders.createOptimized("sec-websocket-key1");

    private RequestFraming() {}

    /** Why it is in doubt where this request ends; null if it is certain. */
    public static String violation(HttpServerRequest request) {
        MultiMap headers = request.headers();
        if (headers.contains(HttpHeaders.TRANSFER_ENCODING) && !isChunked(headers)) {
            return "the only supported Transfer-Encoding is chunked, given once";
        }
        if (headers.contains(WEBSOCKET_DRAFT_KEY)) {
            // With this header and its second, Netty reads eight bytes that no length announces.
            return "WebSocket drafts are not supported";
        }
        return null;
    }

    /**
     * Whether the connection cannot be used any further if this request is answered now: its end is in doubt, or so far
     * away that reading on would cost more than a new connection.
     *
     * @param limit bytes of a body that are read and discarded
     */
    public static boolean mustClose(HttpServerRequest request, int limit) {
        if (violation(request) != null) {
            return true;
        }
        MultiMap headers = request.headers();
        return !request.isEnded()
                && (headers.contains(HttpHeaders.TRANSFER_ENCODING)
                        // A client that waits for a 100 may send the body after this answer, or leave it out (RFC 9110,
                        // 10.1.1).
                        || headers.contains(HttpHeaders.EXPECT)
                        || length(headers) > limit);
    }

    /** Whether the request has a body, be it an empty one in chunks. */
    public static boolean hasBody(HttpServerRequest request) {
        MultiMap headers = request.headers();
        return headers.contains(HttpHeaders.TRANSFER_ENCODING) || length(headers) > 0;
    }

    private static boolean isChunked(MultiMap headers) {
        List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        return codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
    }

    // Netty has refused what is not one number.
    private static long length(MultiMap headers) {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
