package io.polyloop.proof.chaos;

import io.polyloop.proof.local.Command;
import io.polyloop.proof.local.LocalNode;
import io.polyloop.proof.local.Pause;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;

/** Faults of a node's process and clock. */
final class NodeFaults {
    private static final int SUSPENDED_MS = 10_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration CLOCK_TIMEOUT = Duration.ofSeconds(10);

    private NodeFaults() {}

    /** kill -9; starts the node again after 0.2 to 1 s. */
    static void kill(ClusterUnderTest cluster) {
        int index = cluster.randomNode();
        LocalNode node = cluster.nodes().get(index);
        cluster.timeline().record(node.name(), "kill -9");
        cluster.clients().nodeKilled(index);
        node.kill();
        Pause.of(cluster.random(), 200, 1_000);
        node.start();
    }

    /** SIGSTOP: the process exists and its sockets are open, but it does not run. */
    static void suspend(ClusterUnderTest cluster) {
        LocalNode node = cluster.nodes().get(cluster.randomNode());
        cluster.timeline().record(node.name(), "SIGSTOP");
        signal("STOP", node);
        try {
            Pause.of(SUSPENDED_MS);
        } finally {
            signal("CONT", node);
        }
        cluster.timeline().record(node.name(), "SIGCONT");
    }

    /** Drains, stops and starts each node in turn. */
    static void rollingRestart(ClusterUnderTest cluster) {
        for (LocalNode node : cluster.nodes()) {
            drain(cluster, node);
            node.start();
            cluster.awaitReady();
        }
    }

    /** SIGTERM; waits until the process has exited, and fails if it did not drain. */
    static void drain(ClusterUnderTest cluster, LocalNode node) {
        cluster.timeline().record(node.name(), "SIGTERM");
        node.terminate();
        int code = node.awaitExit();
        cluster.timeline().record(node.name(), "exited with code " + code);
        if (code != 0) {
            throw new IllegalStateException(
                    node.name() + " exited with code " + code + " instead of draining; see " + node.log());
        }
    }

    /** Sets a node's clock an hour fast or slow for a while; the time that it reports has to follow. */
    static void shiftClock(ClusterUnderTest cluster) {
        int index = cluster.randomNode();
        LocalNode node = cluster.nodes().get(index);
        Duration offset = cluster.random().nextBoolean() ? HOUR : HOUR.negated();
        cluster.timeline().record(node.name(), "clock set off by " + offset.toHours() + " h");
        cluster.clocks().set(index, offset);
        Awaitility.await().atMost(CLOCK_TIMEOUT).until(() -> clockIsShifted(node));
        Pause.of(cluster.random(), 5_000, 10_000);
        cluster.clocks().set(index, Duration.ZERO);
        Awaitility.await().atMost(CLOCK_TIMEOUT).until(() -> !clockIsShifted(node));
        cluster.timeline().record(node.name(), "clock correct again");
    }

    private static boolean clockIsShifted(LocalNode node) {
        return Duration.between(node.clockTime(), Instant.now()).abs().compareTo(HOUR.dividedBy(2)) > 0;
    }

    private static void signal(String name, LocalNode node) {
        Command.run("kill", "-" + name, Long.toString(node.pid()));
    }
}
