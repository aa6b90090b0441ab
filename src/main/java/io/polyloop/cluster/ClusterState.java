package io.polyloop.cluster;

import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * How a node stands with the others.
 *
 * @param members that the cluster manager sees, this node among them
 * @param reachable nodes whose beats arrive, this node among them
 * @param missing members that this node should hear and does not
 * @param silent members that nobody hears, so that it is not this node's fault
 * @param lost nodes that were heard, and fell silent without a farewell
 * @param foreign members of another history, which are no peers, whatever the cluster manager says
 * @param minimum how many have to be heard
 */
public record ClusterState(
        Set<String> members,
        Set<String> reachable,
        Set<String> missing,
        Set<String> silent,
        Set<String> lost,
        Set<String> foreign,
        int minimum) {
    static final ClusterState UNKNOWN = new ClusterState(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), 1);

    /** Whether it hears every node it should, and enough of them, and more of its own history than of others. */
    public boolean isConnected() {
        return reachable.size() >= minimum
                && missing.isEmpty()
                && (foreign.isEmpty() || foreign.size() < reachable.size());
    }

    /** Whether it was cut off. Where the others left in good order, a new start would mend nothing. */
    boolean isPartitioned() {
        return !isConnected() && !(missing.isEmpty() && lost.isEmpty());
    }

    /** For people and probes. */
    public JsonObject json() {
        return new JsonObject()
                .put("members", members.size())
                .put("heard", reachable.size())
                .put("missing", missing.size())
                .put("silent", silent.size())
                .put("foreign", foreign.size())
                .put("minimum", minimum);
    }
}
