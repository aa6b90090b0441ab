package io.polyloop.proof.chaos;

import java.util.List;

/** All scenarios, in the order in which they run. */
final class Scenarios {
    static final List<Scenario> ALL = List.of(
            Scenario.of("kill", "kill -9 of a ready node, again and again", 6, 3_000, 7_000, NodeFaults::kill)
                    .under(Workload.heavy()),
            Scenario.of(
                    "failover",
                    "kill -9 of one of three ready nodes: how long its clients are interrupted",
                    1,
                    2_000,
                    3_000,
                    Scenarios::killAndAwaitReady),
            Scenario.of(
                            "news",
                            "every node loses 10 % of the news, and nodes are killed",
                            1,
                            10_000,
                            15_000,
                            NodeFaults::kill)
                    .withDroppedNews(0.1),
            Scenario.of("rolling", "SIGTERM to each node in turn", 1, 1_000, 2_000, NodeFaults::rollingRestart),
            Scenario.of(
                    "mix",
                    "nodes killed or suspended; the database restarted, killed, or without a free connection",
                    2,
                    3_000,
                    10_000,
                    NodeFaults::kill,
                    NodeFaults::suspend,
                    DatabaseFaults::restart,
                    DatabaseFaults::kill,
                    DatabaseFaults::exhaustConnections),
            Scenario.of(
                            "clock",
                            "the clock of a node is an hour fast or slow for some seconds",
                            1,
                            3_000,
                            5_000,
                            NodeFaults::shiftClock)
                    .in(EnvironmentKind.FAKE_CLOCKS),
            Scenario.of(
                            "cut",
                            "the network of a node is cut for 5 to 60 s and restored",
                            3,
                            3_000,
                            5_000,
                            NetworkFaults::isolateFromPeers,
                            NetworkFaults::disconnect)
                    .in(EnvironmentKind.NETWORK_NAMESPACES));

    /** With both builds of {@code --other}. */
    static final List<Scenario> MIXED = List.of(
            Scenario.of(
                            "update",
                            "each node in turn changes from the other build to this one",
                            1,
                            3_000,
                            5_000,
                            UpdateFaults::rollingUpdate)
                    .with(Update.TO_THIS),
            Scenario.of(
                            "rollback",
                            "each node in turn changes from this build to the other one",
                            1,
                            3_000,
                            5_000,
                            UpdateFaults::rollingUpdate)
                    .with(Update.TO_OTHER));

    private Scenarios() {}

    private static void killAndAwaitReady(ClusterUnderTest cluster) {
        NodeFaults.kill(cluster);
        cluster.awaitReady();
    }
}
