package io.polyloop.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a node tells the others of itself.
 *
 * @param node who tells it
 * @param leaves whether it is a farewell
 * @param hears the nodes whose beats reach it
 * @param identity what the nodes of a cluster must have in common
 */
record Beat(String node, boolean leaves, Set<String> hears, Identity identity) {

    static Beat of(JsonObject json) {
        Set<String> hears = json.getJsonArray("hears", new JsonArray()).stream()
                .map(String.class::cast)
                .collect(Collectors.toSet());
        return new Beat(json.getString("node"), json.getBoolean("leaves"), hears, Identity.of(json));
    }

    JsonObject json() {
        return JsonObject.of(
                        "node",
                        node,
                        "leaves",
                        leaves,
                        "hears",
                        new JsonArray(hears.stream().toList()))
                .mergeIn(identity.json());
    }
}
