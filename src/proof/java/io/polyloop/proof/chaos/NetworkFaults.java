package io.polyloop.proof.chaos;

import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.Pause;
import java.util.function.IntConsumer;

/** Cuts the network of a node and restores it. Afterwards all nodes have to form one cluster without a restart. */
final class NetworkFaults {
    private static final long MIN_MS = 5_000;
    private static final long MAX_MS = 60_000;

    private NetworkFaults() {}

    /** Separates a node from its peers; its clients still reach it, and it still reaches the database. */
    static void isolateFromPeers(ClusterUnderTest cluster) {
        interrupt(
                cluster,
                "isolated from its peers",
                cluster.network()::isolateFromPeers,
                cluster.network()::reconnectToPeers);
    }

    /** Separates a node from everything: peers, clients and the database. */
    static void disconnect(ClusterUnderTest cluster) {
        interrupt(cluster, "disconnected", cluster.network()::disconnect, cluster.network()::reconnect);
    }

    private static void interrupt(ClusterUnderTest cluster, String fault, IntConsumer cut, IntConsumer restore) {
        int index = cluster.random().nextInt(cluster.nodes().size());
        LocalNode node = cluster.nodes().get(index);
        Timeline timeline = cluster.timeline();
        timeline.record(node.name(), fault);
        cut.accept(index);
        try {
            Pause.of(cluster.random(), MIN_MS, MAX_MS);
        } finally {
            restore.accept(index);
        }
        long restored = timeline.elapsedMs();
        timeline.record(node.name(), "network restored");
        cluster.awaitReady();
        long took = timeline.elapsedMs() - restored;
        timeline.recovered(took);
        timeline.record("all", "ready again after " + took + " ms");
    }
}
