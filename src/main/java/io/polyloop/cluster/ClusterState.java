package io.polyloop.cluster;

import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * The connections of this node to the others.
 *
 * @param members members according to the cluster manager, including this node
 * @param reachable nodes whose heartbeats arrive, including this node
 * @param missing members whose heartbeats other nodes receive, but not this one
 * @param silent members whose heartbeats no node receives, so that this node is not at fault
 * @param lost nodes whose heartbeats stopped without notice
 * @param foreign members with another journal, which are not peers although the cluster manager lists them
 * @param minimum the number of reachable nodes that a node needs to be ready
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

    /** Whether no node is missing, enough are reachable, and more of them share this node's journal than do not. */
    public boolean isConnected() {
        return reachable.size() >= minimum
                && missing.isEmpty()
                && (foreign.isEmpty() || foreign.size() < reachable.size());
    }

    /** Whether this node is cut off. Where the others have drained, it is not: a restart would not help. */
    boolean isPartitioned() {
        return !isConnected() && !(missing.isEmpty() && lost.isEmpty());
    }

    /** The data of the health check {@code cluster}. */
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
