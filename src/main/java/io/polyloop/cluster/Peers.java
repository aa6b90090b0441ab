package io.polyloop.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what the other nodes say of themselves with this node, and logs each difference once. Single-threaded. */
final class Peers {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

    private final Supplier<Identity> own;
    private final Map<String, String> logged = new HashMap<>();
    private final Map<String, String> differences = new TreeMap<>();

    Peers(Supplier<Identity> own) {
        this.own = own;
    }

    Identity own() {
        return own.get();
    }

    /** Whether a node of this identity is no peer. */
    boolean isForeign(String node, Identity identity) {
        Identity here = own.get();
        boolean foreign = here.isForeign(identity);
        String differs = foreign ? foreign(here, identity) : here.differences(identity);
        note(node, differs);
        if (!differs.isEmpty() && !differs.equals(logged.put(node, differs))) {
            LOG.warn("node {} {}", node, foreign ? differs : "has other settings than this node: " + differs);
        }
        return foreign;
    }

    /** Forgets the nodes that are no members any more. */
    void keepOnly(Set<String> members) {
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

    private void note(String node, String differs) {
        if (differs.isEmpty()) {
            forget(node);
        } else {
            differences.put(node, differs);
        }
    }

    private static String foreign(Identity here, Identity there) {
        return here.contract() == there.contract()
                ? "has a journal of another history (" + there.history() + ", here " + here.history()
                        + ") and is no peer; give both the same journal.url, or each cluster its own cluster.name"
                : "speaks version " + there.contract() + " of the bus, here " + here.contract()
                        + ", and is no peer; run builds that can work together";
    }
}
