package io.polyloop.proof.chaos;

import java.time.Duration;
import java.util.List;

/**
 * What goes wrong, how often, and for how long.
 *
 * @param name as it is asked for
 * @param description what it proves
 * @param duration from the first fault until the last one begins; one there is in any case
 * @param minPauseMs between two faults
 * @param maxPauseMs between two faults
 * @param faults one of them at a time, by chance
 * @param droppedNews the share of the news that every node loses
 * @param environment where the nodes stand
 * @param workload who publishes and listens meanwhile
 */
record Scenario(
        String name,
        String description,
        Duration duration,
        long minPauseMs,
        long maxPauseMs,
        List<Fault> faults,
        double droppedNews,
        EnvironmentKind environment,
        Workload workload) {

    /** All there are, in the order in which they are run. */
    static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "kill",
                        "kill -9 of a node that serves, again and again (P1, P2, P3, P11)",
                        Duration.ofMinutes(6),
                        3_000,
                        7_000,
                        List.of(NodeFaults::kill),
                        0,
                        EnvironmentKind.LOOPBACK,
                        Workload.heavy()),
                new Scenario(
                        "failover",
                        "kill -9 of one node of three that serve: how long its clients feel it",
                        Duration.ofMinutes(1),
                        2_000,
                        3_000,
                        List.of(Scenario::killAndAwaitReady),
                        0,
                        EnvironmentKind.LOOPBACK,
                        Workload.standard()),
                new Scenario(
                        "news",
                        "every node loses 10 % of the news, kills go on (P5)",
                        Duration.ofMinutes(1),
                        10_000,
                        15_000,
                        List.of(NodeFaults::kill),
                        0.1,
                        EnvironmentKind.LOOPBACK,
                        Workload.standard()),
                new Scenario(
                        "rolling",
                        "SIGTERM of each node in turn (P10)",
                        Duration.ofMinutes(1),
                        1_000,
                        2_000,
                        List.of(NodeFaults::rollingRestart),
                        0,
                        EnvironmentKind.LOOPBACK,
                        Workload.standard()),
                new Scenario(
                        "mix",
                        "kills, stopped processes, and a database that restarts, is killed, or has no connection left",
                        Duration.ofMinutes(2),
                        3_000,
                        10_000,
                        List.of(
                                NodeFaults::kill,
                                NodeFaults::suspend,
                                NodeFaults::restartDatabase,
                                NodeFaults::killDatabase,
                                NodeFaults::exhaustConnections),
                        0,
                        EnvironmentKind.LOOPBACK,
                        Workload.standard()),
                new Scenario(
                        "clock",
                        "the clock of a node goes an hour wrong, and right again",
                        Duration.ofMinutes(1),
                        3_000,
                        5_000,
                        List.of(NodeFaults::shiftClock),
                        0,
                        EnvironmentKind.FAKE_CLOCKS,
                        Workload.standard()),
                new Scenario(
                        "cut",
                        "a node's network is cut for 5 to 60 s and healed (P6)",
                        Duration.ofMinutes(3),
                        3_000,
                        5_000,
                        List.of(NetworkFaults::isolateFromPeers, NetworkFaults::disconnect),
                        0,
                        EnvironmentKind.NETWORK_NAMESPACES,
                        Workload.standard()));
    }

    Scenario scaled(double share) {
        return withDuration(Duration.ofMillis(Math.round(duration.toMillis() * share)));
    }

    Scenario withDuration(Duration time) {
        return new Scenario(
                name, description, time, minPauseMs, maxPauseMs, faults, droppedNews, environment, workload);
    }

    private static void killAndAwaitReady(ClusterUnderTest site) {
        NodeFaults.kill(site);
        site.awaitReady();
    }
}
