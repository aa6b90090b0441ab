package io.polyloop.web;

import io.polyloop.topic.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;

/**
 * Which pages may open a WebSocket. Browsers let any page connect to any host; without this check a foreign page would
 * read and publish with the rights of whoever looks at it.
 */
final class Origins {
    private final Set<String> allowed;

    Origins(List<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /** Programs send no origin; a page is let in from the service's own host, or if it is listed. */
    void check(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || allowed.contains(origin) || isOwn(origin, request.getHeader(HttpHeaders.HOST))) {
            return;
        }
        throw Problem.FORBIDDEN.because("this origin is not one of http.allowed-origins");
    }

    private static boolean isOwn(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }
}
