package io.polyloop.proof.chaos;

import io.polyloop.proof.local.FakeClocks;
import io.polyloop.proof.local.LocalDatabase;
import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.NetworkNamespaces;
import io.polyloop.proof.local.NodeEnvironment;
import io.polyloop.proof.pods.Pods; // part:kubernetes
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;

/**
 * The cluster into which faults are injected. Used by the thread that runs the scenario.
 *
 * @param environment {@link NetworkNamespaces} or {@link FakeClocks} in scenarios that need them
 * @param builds null unless the scenario changes the build
 * @param duration of the scenario
 */
record ClusterUnderTest(
        LocalDatabase database,
        NodeEnvironment environment,
        List<LocalNode> nodes,
        Clients clients,
        Timeline timeline,
        Random random,
        Builds builds,
        Duration duration) {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    NetworkNamespaces network() {
        // part:kubernetes
        if (environment instanceof Pods pods) {
            return pods.network();
        }
        // end:kubernetes
        return (NetworkNamespaces) environment;
    }

    FakeClocks clocks() {
        return (FakeClocks) environment;
    }

    /** Waits until every node is ready. Restarts a node that exited, as an orchestrator does. */
    void awaitReady() {
        Awaitility.await()
                .atMost(START_TIMEOUT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    nodes.forEach(LocalNode::start);
                    return nodes.stream().allMatch(LocalNode::ready);
                });
    }

    /** The index of a ready node, or of any node if none is ready. */
    int randomNode() {
        List<LocalNode> ready = nodes.stream().filter(LocalNode::ready).toList();
        List<LocalNode> candidates = ready.isEmpty() ? nodes : ready;
        return nodes.indexOf(candidates.get(random.nextInt(candidates.size())));
    }
}
