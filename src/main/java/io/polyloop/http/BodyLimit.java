package io.polyloop.http;

import io.vertx.ext.web.RoutingContext;

/** Why a body is too large: the reader of the body knows the limit, and the handler of failures says it. */
public final class BodyLimit {
    private static final String KEY = "body-limit";

    private BodyLimit() {}

    /** Remembers the problem detail for the case that the body of this request is too large. */
    public static void explain(RoutingContext context, String detail) {
        context.put(KEY, detail);
    }

    /** The problem detail for a body that is too large. */
    public static String of(RoutingContext context) {
        return context.get(KEY, "the body is too large");
    }
}
