package io.polyloop.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the identities of other nodes with this node's, and logs each difference once. Single-threaded. */
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

    /** Whether the node is not a peer. Records and logs its differences. */
    boolean isForeign(String node, NodeIdentity identity) {
        NodeIdentity here = own.get();
        boolean foreign = here.isForeign(identity);
        String differs = foreign ? describeForeign(here, identity) : here.differences(identity);
        record(node, differs);
        if (!differs.isEmpty() && !differs.equals(logged.put(node, differs))) {
            LOG.warn("node {} {}", node, foreign ? differs : "has different settings: " + differs);
        }
        return foreign;
    }

    /** Forgets nodes that are no longer members. */
    void retain(Set<String> members) {
        logged.keySet().retainAll(members);
        differences.keySet().retainAll(members);
    }

    /** Forgets a node that leaves. */
    void forget(String node) {
        logged.remove(node);
        differences.remove(node);
    }

    /** The differences by node, for {@code /readyz}. */
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
        return here.hasOtherProtocol(there)
                ? "uses version " + there.contract() + " of the bus protocol, here " + here.contract()
                        + ", and is not a peer; run compatible builds"
                : "has another journal (epoch " + there.epoch() + ", here " + here.epoch()
                        + ") and is not a peer; set the same journal.url on both, or a different cluster.name";
    }
}
