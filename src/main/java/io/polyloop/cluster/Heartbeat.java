package io.polyloop.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The heartbeat that a node publishes on the event bus.
 *
 * @param node the sender
 * @param leaving whether the sender drains, so that this is its last heartbeat
 * @param receivesFrom the nodes whose heartbeats the sender receives
 * @param identity what all nodes of a cluster must have in common
 * @param connections its live connections; empty while it is not ready for clients, and of older builds
 */
record Heartbeat(
        String node, boolean leaving, Set<String> receivesFrom, NodeIdentity identity, OptionalInt connections) {
    private static final String CONNECTIONS = "connections";

    static Heartbeat of(JsonObject json) {
        Set<String> receivesFrom = json.getJsonArray("hears", new JsonArray()).stream()
                .map(String.class::cast)
                .collect(Collectors.toSet());
        int connections = json.getInteger(CONNECTIONS, -1);
        return new Heartbeat(
                json.getString("node"),
                json.getBoolean("leaves"),
                receivesFrom,
                NodeIdentity.of(json),
                connections < 0 ? OptionalInt.empty() : OptionalInt.of(connections));
    }

    JsonObject json() {
        JsonObject json = JsonObject.of(
                        "node",
                        node,
                        "leaves",
                        leaving,
                        "hears",
                        new JsonArray(receivesFrom.stream().toList()))
                .mergeIn(identity.json());
        connections.ifPresent(count -> json.put(CONNECTIONS, count));
        return json;
    }
}
