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
 * @param contractSince the oldest version of it that the node works with
 * @param settings the settings that must be equal on all nodes, by key
 */
record NodeIdentity(String epoch, int contract, int contractSince, Map<String, String> settings) {
    /** Raise it with a change of the bus protocol that builds need to know of each other. */
    static final int CONTRACT = 2;

    /**
     * Raise it only to a version that all builds of the release before have: nodes of older builds and of this one are
     * foreign to each other, and a rolling update between them stops.
     */
    static final int CONTRACT_SINCE = 2;

    /** The identity of a node of this build. */
    static NodeIdentity own(String epoch, Map<String, String> settings) {
        return new NodeIdentity(epoch, CONTRACT, CONTRACT_SINCE, settings);
    }

    static NodeIdentity of(JsonObject json) {
        Map<String, String> settings = new TreeMap<>();
        json.getJsonObject("settings", new JsonObject())
                .forEach(setting -> settings.put(setting.getKey(), String.valueOf(setting.getValue())));
        int contract = json.getInteger("contract", 0);
        // Builds that do not name it work with their own version only.
        int since = json.getInteger("contractSince", contract);
        return new NodeIdentity(json.getString("history", ""), contract, since, settings);
    }

    JsonObject json() {
        return JsonObject.of("history", epoch)
                .put("contract", contract)
                .put("contractSince", contractSince)
                .put("settings", new JsonObject(Map.copyOf(settings)));
    }

    /** Whether {@code peer} has another journal or bus protocol, so that its news and counts must be ignored. */
    boolean isForeign(NodeIdentity peer) {
        boolean otherJournal = !epoch.isEmpty() && !peer.epoch.isEmpty() && !epoch.equals(peer.epoch);
        return otherJournal || hasOtherProtocol(peer);
    }

    /** Whether the newer of both nodes does not work with the version of the older one. */
    boolean hasOtherProtocol(NodeIdentity peer) {
        return peer.contract != 0 && (contract < peer.contractSince || peer.contract < contractSince);
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
