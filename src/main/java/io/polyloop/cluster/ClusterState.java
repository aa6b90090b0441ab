package io.polyloop.cluster;

import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * How a node stands with the others.
 *
 * @param members that the cluster manager sees, this node among them
 * @param heard nodes whose beats arrive, this node among them
 * @param missing members that should be heard and are not
 * @param minimum how many have to be heard
 */
public record ClusterState(Set<String> members, Set<String> heard, Set<String> missing, int minimum) {
    static final ClusterState UNKNOWN = new ClusterState(Set.of(), Set.of(), Set.of(), 1);

    /** Whether it hears everybody it should, and enough of them. */
    public boolean inTouch() {
        return heard.size() >= minimum && missing.isEmpty();
    }

    /** For people and probes. */
    public JsonObject json() {
        return JsonObject.of(
                "members", members.size(), "heard", heard.size(), "missing", missing.size(), "minimum", minimum);
    }
}
