package io.polyloop.cluster;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What all nodes of a cluster must have in common, sent with each heartbeat. Empty in the heartbeats of older builds.
 *
 * @param epoch the epoch of the journal; empty while it is unknown
 * @param contract the version of the bus protocol between nodes; 0 if unknown
 * @param settings the settings that must be equal on all nodes, by key
 */
record NodeIdentity(String epoch, int contract, Map<String, String> settings) {
    /** Raise it with a change of the bus protocol that older builds misunderstand. */
    static final int CONTRACT = 2;

    static NodeIdentity of(JsonObject json) {
        Map<String, String> settings = new TreeMap<>();
        json.getJsonObject("settings", new JsonObject())
                .forEach(setting -> settings.put(setting.getKey(), String.valueOf(setting.getValue())));
        return new NodeIdentity(json.getString("history", ""), json.getInteger("contract", 0), settings);
    }

    JsonObject json() {
        return JsonObject.of("history", epoch, "contract", contract, "settings", new JsonObject(Map.copyOf(settings)));
    }

    /** Whether {@code peer} has another journal or bus protocol, so that its news and counts must be ignored. */
    boolean isForeign(NodeIdentity peer) {
        boolean otherJournal = !epoch.isEmpty() && !peer.epoch.isEmpty() && !epoch.equals(peer.epoch);
        return otherJournal || peer.contract != 0 && contract != peer.contract;
    }

    /** The settings that differ, as {@code key: <value> here, <value> there}. */
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
