package io.polyloop.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a node tells the others of itself.
 *
 * @param node who tells it
 * @param leaving whether it is a farewell
 * @param receivesFrom the nodes whose beats reach it
 * @param identity what the nodes of a cluster must have in common
 */
record Heartbeat(String node, boolean leaving, Set<String> receivesFrom, NodeIdentity identity) {

    static Heartbeat of(JsonObject json) {
        Set<String> hears = json.getJsonArray("hears", new JsonArray()).stream()
                .map(String.class::cast)
                .collect(Collectors.toSet());
        return new Heartbeat(json.getString("node"), json.getBoolean("leaves"), hears, NodeIdentity.of(json));
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
