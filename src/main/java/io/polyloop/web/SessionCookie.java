package io.polyloop.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/** The cookie that holds the id of a session. */
final class SessionCookie {
    /** Browsers accept this name over TLS alone, and from this host alone (RFC 6265bis, 4.1.3.2). */
    private static final String SECURE = "__Host-polyloop";
    /** Without TLS, on loopback. */
    private static final String PLAIN = "polyloop";

    private SessionCookie() {}

    /** The id in one pair of a {@code Cookie} header, or empty if it is another cookie. */
    static String value(String pair, boolean secure) {
        int equals = pair.indexOf('=');
        // With TLS not the plain name too: a page without TLS, or of a sibling host, can set that one (RFC 6265bis,
        // 8.6).
        return equals > 0 && pair.substring(0, equals).equals(name(secure)) ? pair.substring(equals + 1) : "";
    }

    private static String name(boolean secure) {
        return secure ? SECURE : PLAIN;
    }

    /** Adds the cookie to a response; {@code secure} is whether the client uses TLS. */
    static void set(HttpServerResponse response, String id, Duration age, boolean secure) {
        String cookie =
                name(secure) + '=' + id + "; Path=/; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Strict";
        response.headers().add(HttpHeaders.SET_COOKIE, secure ? cookie + "; Secure" : cookie);
    }
}
