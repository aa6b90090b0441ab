package io.polyloop.proof.chaos;

import io.polyloop.proof.local.Clocks;
import io.polyloop.proof.local.Ground;
import io.polyloop.proof.local.LocalDatabase;
import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.Namespaces;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;

/**
 * What a fault is done to. Used by the thread that runs the proof.
 *
 * @param ground where the nodes stand: {@link Namespaces} or {@link Clocks} in scenarios that need them
 */
record Site(
        LocalDatabase database,
        Ground ground,
        List<LocalNode> nodes,
        Clients clients,
        Timeline timeline,
        Random random) {
    private static final Duration START = Duration.ofMinutes(2);

    Namespaces network() {
        return (Namespaces) ground;
    }

    Clocks clocks() {
        return (Clocks) ground;
    }

    /** Waits until every node serves. One that ended by itself is started again, as an orchestrator does. */
    void awaitReady() {
        Awaitility.await().atMost(START).pollInterval(Duration.ofMillis(200)).until(() -> {
            nodes.forEach(LocalNode::start);
            return nodes.stream().allMatch(LocalNode::ready);
        });
    }

    /** One of the nodes that serve, or any if none does. */
    int anyNode() {
        List<LocalNode> ready = nodes.stream().filter(LocalNode::ready).toList();
        List<LocalNode> candidates = ready.isEmpty() ? nodes : ready;
        return nodes.indexOf(candidates.get(random.nextInt(candidates.size())));
    }
}
