package io.polyloop.cluster;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What nodes of one cluster must have in common, as each says it with its heartbeat. Empty in what an older build says.
 *
 * @param epoch the epoch of the journal; empty while it is not known
 * @param contract the version of what nodes say to each other on the bus; 0 if unknown
 * @param settings those that all nodes have to agree in, by their keys
 */
record NodeIdentity(String epoch, int contract, Map<String, String> settings) {
    /** To be raised with a change of the bus that older builds misunderstand. */
    static final int CONTRACT = 1;

    static NodeIdentity of(JsonObject json) {
        Map<String, String> settings = new TreeMap<>();
        json.getJsonObject("settings", new JsonObject())
                .forEach(setting -> settings.put(setting.getKey(), String.valueOf(setting.getValue())));
        return new NodeIdentity(json.getString("history", ""), json.getInteger("contract", 0), settings);
    }

    JsonObject json() {
        return JsonObject.of("history", epoch, "contract", contract, "settings", new JsonObject(Map.copyOf(settings)));
    }

    /** Whether {@code peer} serves another journal, or speaks another contract: its news and counts are not ours. */
    boolean isForeign(NodeIdentity peer) {
        boolean otherHistory = !epoch.isEmpty() && !peer.epoch.isEmpty() && !epoch.equals(peer.epoch);
        return otherHistory || peer.contract != 0 && contract != peer.contract;
    }

    /** The settings in which {@code peer} differs, as {@code key: own value here, other value there}. */
    String differences(NodeIdentity peer) {
        return Stream.concat(settings.keySet().stream(), peer.settings.keySet().stream())
                .distinct()
                .filter(key -> !peer.settings.isEmpty())
                .filter(key -> !Objects.equals(settings.get(key), peer.settings.get(key)))
                .sorted()
                .map(key -> key + ": " + settings.get(key) + " here, " + peer.settings.get(key) + " there")
                .collect(Collectors.joining("; "));
    }
}
