package io.polyloop.web;

import io.polyloop.http.Query;
import io.polyloop.topic.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** How a request says who makes it: in one way at most (RFC 6750, 2). */
record RequestCredential(Kind kind, String value) {
    enum Kind {
        /** A token or a service key in {@code Authorization}. */
        BEARER,
        /** A token in the subprotocols of a WebSocket, which is all that a page can choose. */
        SUBPROTOCOL,
        /** The cookie of a session. */
        SESSION,
        /** The ticket of an event stream. */
        TICKET,
        NONE
    }

    /** The query parameter of a ticket. */
    static final String TICKET = "ticket";
    /** The subprotocol that carries a token begins so. */
    static final String SUBPROTOCOL = "polyloop.bearer.";

    static final String PROTOCOL_HEADER = "Sec-WebSocket-Protocol";

    private static final RequestCredential NONE = new RequestCredential(Kind.NONE, "");
    private static final String SCHEME = "Bearer ";

    /** The credential of a request. Fails with {@code invalid_request} if there are several. */
    static RequestCredential of(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<RequestCredential> found = new ArrayList<>(1);
        for (String header : request.headers().getAll(HttpHeaders.AUTHORIZATION)) {
            found.add(bearer(header));
        }
        sessions(context).forEach(id -> found.add(new RequestCredential(Kind.SESSION, id)));
        subprotocols(request).forEach(token -> found.add(new RequestCredential(Kind.SUBPROTOCOL, token)));
        tickets(request).forEach(id -> found.add(new RequestCredential(Kind.TICKET, id)));
        if (found.size() > 1) {
            Challenge.several(context);
            throw Problem.INVALID_REQUEST.because("send one credential: a header, a cookie, or a ticket");
        }
        return found.isEmpty() ? NONE : found.get(0);
    }

    /** The ids of sessions in the cookies of a request. */
    static List<String> sessions(RoutingContext context) {
        List<String> cookies = context.request().headers().getAll(HttpHeaders.COOKIE);
        return cookies.isEmpty() ? List.of() : SessionCookie.values(cookies, RequestSource.isHttps(context));
    }

    /** Removes credentials from the headers: a socket keeps its request, and a verticle gets a copy of it. */
    static void remove(HttpServerRequest request) {
        request.headers().remove(HttpHeaders.AUTHORIZATION).remove(HttpHeaders.COOKIE);
        if (request.headers().contains(PROTOCOL_HEADER)) {
            List<String> others = protocols(request)
                    .filter(protocol -> !protocol.startsWith(SUBPROTOCOL))
                    .toList();
            request.headers().set(PROTOCOL_HEADER, String.join(",", others));
        }
    }

    // Another scheme is a credential too, but not one of this service: the empty token is refused as one.
    static RequestCredential bearer(String header) {
        boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String token = bearer ? header.substring(SCHEME.length()).strip() : "";
        return new RequestCredential(Kind.BEARER, token.indexOf(' ') < 0 ? token : "");
    }

    private static List<String> tickets(HttpServerRequest request) {
        return request.query() == null || !request.query().contains(TICKET)
                ? List.of()
                : Query.of(request).getOrDefault(TICKET, List.of());
    }

    private static Stream<String> subprotocols(HttpServerRequest request) {
        return protocols(request)
                .filter(protocol -> protocol.startsWith(SUBPROTOCOL))
                .map(protocol -> decoded(protocol.substring(SUBPROTOCOL.length())));
    }

    private static Stream<String> protocols(HttpServerRequest request) {
        return request.headers().getAll(PROTOCOL_HEADER).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip);
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
