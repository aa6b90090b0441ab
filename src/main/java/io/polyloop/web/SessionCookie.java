package io.polyloop.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The cookie that holds the id of a session. */
final class SessionCookie {
    /** Browsers accept this name over TLS alone, and from this host alone (RFC 6265bis, 4.1.3.2). */
    private static final String SECURE = "__Host-polyloop";
    /** Without TLS, on loopback. */
    private static final String PLAIN = "polyloop";

    private SessionCookie() {}

    /**
     * The ids in the {@code Cookie} headers of a request. Over TLS the plain cookie does not count, even alone: a page
     * without TLS can set it, and so log a user in as another one (RFC 6265bis, 8.6). A browser that has used the host
     * without TLS keeps it, too, and lets no page delete it.
     */
    static List<String> values(List<String> headers, boolean secure) {
        return values(headers, name(secure));
    }

    private static List<String> values(List<String> headers, String name) {
        String start = name + '=';
        return headers.stream()
                .flatMap(line -> Arrays.stream(line.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(start) && pair.length() > start.length())
                .map(pair -> pair.substring(start.length()))
                .toList();
    }

    /** Adds the cookie to a response; {@code secure} is whether the client uses TLS. */
    static void set(HttpServerResponse response, String id, Duration age, boolean secure) {
        String cookie =
                name(secure) + '=' + id + "; Path=/; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Strict";
        response.headers().add(HttpHeaders.SET_COOKIE, secure ? cookie + "; Secure" : cookie);
    }

    private static String name(boolean secure) {
        return secure ? SECURE : PLAIN;
    }
}
