package io.polyloop.http;

import io.vertx.core.http.HttpMethod;
import java.util.Set;

/** Methods that change nothing (RFC 9110, 9.2.1). */
public final class SafeMethods {
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private SafeMethods() {}

    /** Whether a request with this method changes nothing. */
    public static boolean contains(HttpMethod method) {
        return SAFE.contains(method);
    }
}
