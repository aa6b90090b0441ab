package io.polyloop.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The heartbeat that a node publishes on the event bus.
 *
 * @param node the sender
 * @param leaving whether the sender drains, so that this is its last heartbeat
 * @param receivesFrom the nodes whose heartbeats the sender receives
 * @param identity what all nodes of a cluster must have in common
 */
record Heartbeat(String node, boolean leaving, Set<String> receivesFrom, NodeIdentity identity) {

    static Heartbeat of(JsonObject json) {
        Set<String> receivesFrom = json.getJsonArray("hears", new JsonArray()).stream()
                .map(String.class::cast)
                .collect(Collectors.toSet());
        return new Heartbeat(json.getString("node"), json.getBoolean("leaves"), receivesFrom, NodeIdentity.of(json));
    }

    JsonObject json() {
        return JsonObject.of(
                        "node",
                        node,
                        "leaves",
                        leaving,
                        "hears",
                        new JsonArray(receivesFrom.stream().toList()))
                .mergeIn(identity.json());
    }
}
