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
     * The ids in the {@code Cookie} headers of a request. The plain cookie does not count beside the secure one: a
     * browser that has used the host without TLS keeps it, sends both over TLS, and lets no page delete it.
     */
    static List<String> values(List<String> headers) {
        List<String> secure = values(headers, SECURE);
        return secure.isEmpty() ? values(headers, PLAIN) : secure;
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
        String cookie = (secure ? SECURE : PLAIN) + '=' + id + "; Path=/; Max-Age=" + age.toSeconds()
                + "; HttpOnly; SameSite=Strict";
        response.headers().add(HttpHeaders.SET_COOKIE, secure ? cookie + "; Secure" : cookie);
    }
}
