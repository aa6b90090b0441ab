package io.polyloop.proof.chaos;

import java.time.Duration;
import java.util.List;

/**
 * What goes wrong, how often, and for how long.
 *
 * @param name as it is asked for
 * @param tells what it proves
 * @param lasts from the first fault until the last one begins; one there is in any case
 * @param leastPauseMs between two faults
 * @param mostPauseMs between two faults
 * @param faults one of them at a time, by chance
 * @param dropped the share of the news that every node loses
 * @param place where the nodes stand
 * @param workload who publishes and listens meanwhile
 */
record Scenario(
        String name,
        String tells,
        Duration lasts,
        long leastPauseMs,
        long mostPauseMs,
        List<Fault> faults,
        double dropped,
        Place place,
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
                        List.of(Faults::kill),
                        0,
                        Place.LOOPBACK,
                        Workload.heavy()),
                new Scenario(
                        "failover",
                        "kill -9 of one node of three that serve: how long its clients feel it",
                        Duration.ofMinutes(1),
                        2_000,
                        3_000,
                        List.of(Scenario::killOneOfAll),
                        0,
                        Place.LOOPBACK,
                        Workload.usual()),
                new Scenario(
                        "news",
                        "every node loses 10 % of the news, kills go on (P5)",
                        Duration.ofMinutes(1),
                        10_000,
                        15_000,
                        List.of(Faults::kill),
                        0.1,
                        Place.LOOPBACK,
                        Workload.usual()),
                new Scenario(
                        "rolling",
                        "SIGTERM of each node in turn (P10)",
                        Duration.ofMinutes(1),
                        1_000,
                        2_000,
                        List.of(Faults::roll),
                        0,
                        Place.LOOPBACK,
                        Workload.usual()),
                new Scenario(
                        "mix",
                        "kills, stopped processes, and a database that restarts, is killed, or has no connection left",
                        Duration.ofMinutes(2),
                        3_000,
                        10_000,
                        List.of(
                                Faults::kill,
                                Faults::stop,
                                Faults::restartDatabase,
                                Faults::killDatabase,
                                Faults::starve),
                        0,
                        Place.LOOPBACK,
                        Workload.usual()),
                new Scenario(
                        "clock",
                        "the clock of a node goes an hour wrong, and right again",
                        Duration.ofMinutes(1),
                        3_000,
                        5_000,
                        List.of(Faults::moveClock),
                        0,
                        Place.CLOCKS,
                        Workload.usual()),
                new Scenario(
                        "cut",
                        "a node's network is cut for 5 to 60 s and healed (P6)",
                        Duration.ofMinutes(3),
                        3_000,
                        5_000,
                        List.of(Cuts::others, Cuts::all),
                        0,
                        Place.NETWORKS,
                        Workload.usual()));
    }

    Scenario shortened(double share) {
        return lasting(Duration.ofMillis(Math.round(lasts.toMillis() * share)));
    }

    Scenario lasting(Duration time) {
        return new Scenario(name, tells, time, leastPauseMs, mostPauseMs, faults, dropped, place, workload);
    }

    private static void killOneOfAll(Site site) {
        Faults.kill(site);
        site.awaitReady();
    }
}
