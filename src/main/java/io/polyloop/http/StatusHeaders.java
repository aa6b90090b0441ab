package io.polyloop.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Headers that an answer of a status has to have (RFC 9110), also if a verticle chose the status. */
public final class StatusHeaders {
    private static final CharSequence WWW_AUTHENTICATE = HttpHeaders.createOptimized("www-authenticate");
    private static final int UNAUTHORIZED = 401;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UPGRADE_REQUIRED = 426;

    private StatusHeaders() {}

    /**
     * Adds what {@code status} asks for and {@code response} does not have.
     *
     * @param allow the methods that a 405 names
     */
    public static void complete(HttpServerResponse response, int status, String allow) {
        switch (status) {
            case UNAUTHORIZED -> add(response, WWW_AUTHENTICATE, "Bearer");
            case METHOD_NOT_ALLOWED -> add(response, HttpHeaders.ALLOW, allow);
            case UPGRADE_REQUIRED -> add(response, HttpHeaders.UPGRADE, "websocket");
            default -> {
                return;
            }
        }
    }

    private static void add(HttpServerResponse response, CharSequence name, String value) {
        if (!response.headers().contains(name)) {
            response.putHeader(name, value);
        }
    }
}
