package io.polyloop.proof.chaos;

import io.polyloop.proof.local.LocalNode;
import java.util.function.IntConsumer;

/** Networks that are cut and healed; afterwards all nodes have to hear each other again, without a restart. */
final class NetworkFaults {
    private static final long MIN_MS = 5_000;
    private static final long MAX_MS = 60_000;

    private NetworkFaults() {}

    /** The node no longer hears the others, but its clients reach it and it reaches the database. */
    static void isolateFromPeers(ClusterUnderTest site) {
        interrupt(site, "cut from the others", site.network()::isolateFromPeers, site.network()::reconnectToPeers);
    }

    /** Nobody reaches the node, and it reaches nobody. */
    static void disconnect(ClusterUnderTest site) {
        interrupt(site, "cut from everything", site.network()::disconnect, site.network()::reconnect);
    }

    private static void interrupt(ClusterUnderTest site, String what, IntConsumer cut, IntConsumer heal) {
        int index = site.random().nextInt(site.nodes().size());
        LocalNode node = site.nodes().get(index);
        site.timeline().record(node.name(), what);
        cut.accept(index);
        try {
            Pause.of(site.random(), MIN_MS, MAX_MS);
        } finally {
            heal.accept(index);
        }
        long healed = site.timeline().elapsedMs();
        site.timeline().record(node.name(), "healed");
        site.awaitReady();
        long took = site.timeline().elapsedMs() - healed;
        site.timeline().recovered(took);
        site.timeline().record("all", "hear each other after " + took + " ms");
    }
}
