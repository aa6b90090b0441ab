package io.polyloop.internals;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;

/** The setting {@code vertx.internals} of the node that runs on a Vert.x. Any thread. */
public final class VertxInternals {
    private static final String MAP = "polyloop.vertx";
    private static final String KEY = "internals";

    private VertxInternals() {}

    /** Sets it; call it before the first verticle is deployed. */
    public static void set(Vertx vertx, boolean enabled) {
        map(vertx).put(KEY, enabled);
    }

    /** Whether the node may reach below the public API; true unless it was set. */
    public static boolean enabled(Vertx vertx) {
        return !Boolean.FALSE.equals(map(vertx).get(KEY));
    }

    private static LocalMap<String, Boolean> map(Vertx vertx) {
        return vertx.sharedData().getLocalMap(MAP);
    }
}
