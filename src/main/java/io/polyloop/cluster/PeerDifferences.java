package io.polyloop.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what the other nodes say of themselves with this node, and logs each difference once. Single-threaded. */
final class PeerDifferences {
    private static final Logger LOG = LoggerFactory.getLogger(PeerDifferences.class);

    private final Supplier<NodeIdentity> own;
    private final Map<String, String> logged = new HashMap<>();
    private final Map<String, String> differences = new TreeMap<>();

    PeerDifferences(Supplier<NodeIdentity> own) {
        this.own = own;
    }

    NodeIdentity own() {
        return own.get();
    }

    /** Whether a node of this identity is no peer. */
    boolean isForeign(String node, NodeIdentity identity) {
        NodeIdentity here = own.get();
        boolean foreign = here.isForeign(identity);
        String differs = foreign ? describeForeign(here, identity) : here.differences(identity);
        record(node, differs);
        if (!differs.isEmpty() && !differs.equals(logged.put(node, differs))) {
            LOG.warn("node {} {}", node, foreign ? differs : "has other settings than this node: " + differs);
        }
        return foreign;
    }

    /** Forgets the nodes that are no members any more. */
    void retain(Set<String> members) {
        logged.keySet().retainAll(members);
        differences.keySet().retainAll(members);
    }

    /** The node leaves. */
    void forget(String node) {
        logged.remove(node);
        differences.remove(node);
    }

    /** What each node that differs differs in, for people to read. */
    Map<String, String> differences() {
        return Map.copyOf(differences);
    }

    private void record(String node, String differs) {
        if (differs.isEmpty()) {
            forget(node);
        } else {
            differences.put(node, differs);
        }
    }

    private static String describeForeign(NodeIdentity here, NodeIdentity there) {
        return here.contract() == there.contract()
                ? "has a journal of another history (" + there.epoch() + ", here " + here.epoch()
                        + ") and is no peer; give both the same journal.url, or each cluster its own cluster.name"
                : "speaks version " + there.contract() + " of the bus, here " + here.contract()
                        + ", and is no peer; run builds that can work together";
    }
}
