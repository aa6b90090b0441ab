package io.polyloop.cluster;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import io.vertx.core.spi.cluster.ClusterManager;

/** The cluster that the node on a Vert.x has joined. */
record Membership(ClusterManager manager) implements Shareable {
    private static final String MAP = "polyloop.cluster";
    private static final String KEY = "membership";

    void store(Vertx vertx) {
        vertx.sharedData().getLocalMap(MAP).put(KEY, this);
    }

    /** The cluster manager; only for a node that has joined. */
    static ClusterManager managerOf(Vertx vertx) {
        return vertx.sharedData().<String, Membership>getLocalMap(MAP).get(KEY).manager();
    }
}
