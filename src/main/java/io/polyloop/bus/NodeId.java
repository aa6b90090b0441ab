package io.polyloop.bus;

import io.vertx.core.Vertx;
import java.util.Optional;

/** The id of a node in its cluster. Any thread. */
public final class NodeId {
    private static final String MAP = "polyloop.node";
    private static final String KEY = "id";

    private NodeId() {}

    /** Called once, when the node has joined its cluster. */
    public static void set(Vertx vertx, String id) {
        vertx.sharedData().getLocalMap(MAP).put(KEY, id);
    }

    /** Empty for a node without a cluster. */
    public static Optional<String> of(Vertx vertx) {
        return Optional.ofNullable(
                vertx.sharedData().<String, String>getLocalMap(MAP).get(KEY));
    }
}
