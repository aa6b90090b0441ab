package io.polyloop.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.cluster.SimulatedCluster.Node;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of thousands of clients within minutes. Each seed is another course of events. */
class RebalanceSimulationTest {
    private static final int SETTLE = 30;
    private static final int SIX_MINUTES = 360;
    private static final int HOUR = 3_600;
    private static final double TOLERANCE = 0.2;
    /** A fifth a minute, and the connection that a minute can begin and end with. */
    private static final double LIMIT = 0.205;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void two_nodes_that_join_three_have_their_share_in_six_minutes(long seed) {
        SimulatedCluster cluster = random(seed);
        List<Node> old = threeNodes(cluster);
        cluster.run(SETTLE);
        cluster.add("d", 0, 0);
        cluster.add("e", 0, 0);
        cluster.run(SIX_MINUTES);
        assertBalanced(cluster);
        assertLimited(old);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nodes_that_start_one_after_the_other_have_their_share_in_six_minutes(long seed) {
        SimulatedCluster cluster = random(seed);
        List<Node> old = threeNodes(cluster);
        cluster.run(SETTLE);
        cluster.add("d", 0, 12);
        cluster.run(60);
        cluster.add("e", 0, 40);
        cluster.run(40 + SIX_MINUTES);
        assertBalanced(cluster);
        assertLimited(old);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_node_that_dies_interrupts_it_until_the_others_have_settled(long seed) {
        SimulatedCluster cluster = random(seed);
        List<Node> old = threeNodes(cluster);
        cluster.run(SETTLE);
        cluster.add("d", 0, 0);
        Node dying = cluster.add("e", 0, 0);
        cluster.run(90);
        assertTrue(sent(old) > 0);
        cluster.kill(dying);
        // The last heartbeats of the node count until five are missing.
        cluster.run(6);
        int before = sent(old);
        cluster.run(SETTLE);
        assertEquals(before, sent(old));
        cluster.run(SIX_MINUTES);
        // Those that were there keep what the lower threshold leaves them, so one new node alone gets 0.7 of the mean.
        double mean = 5_000 / 4.0;
        old.forEach(node -> assertTrue(node.connections <= 1.11 * mean, node.name + " has " + node.connections));
        assertLimited(old);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void two_nodes_above_the_threshold_do_not_send_clients_to_each_other_for_ever(long seed) {
        SimulatedCluster cluster = random(seed);
        List<Node> above = List.of(cluster.add("a", 3_000, 0), cluster.add("b", 3_000, 0));
        cluster.add("c", 0, 0);
        cluster.add("d", 0, 0);
        cluster.run(2 * SIX_MINUTES);
        assertBalanced(cluster);
        assertLimited(above);
        assertStable(cluster, above);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void heartbeats_that_arrive_late_neither_stop_it_nor_send_more_away(long seed) {
        SimulatedCluster cluster = random(seed);
        cluster.delayHeartbeats(3);
        List<Node> old = threeNodes(cluster);
        cluster.run(SETTLE);
        cluster.add("d", 0, 0);
        cluster.add("e", 0, 0);
        cluster.run(SIX_MINUTES);
        assertBalanced(cluster);
        assertLimited(old);
    }

    @Test
    void a_balancer_that_sends_all_to_one_new_node_ends_balanced_and_still() {
        SimulatedCluster cluster = new SimulatedCluster(new Random(1), ready -> ready.get(ready.size() - 1));
        List<Node> all = List.of(cluster.add("a", 2_000, 0), cluster.add("b", 2_000, 0), cluster.add("c", 0, 0));
        cluster.run(HOUR);
        assertBalanced(cluster);
        assertLimited(all);
        assertStable(cluster, all);
    }

    @Test
    void a_balancer_that_returns_all_clients_to_the_full_node_makes_it_ask_each_once() {
        SimulatedCluster cluster = new SimulatedCluster(new Random(1), ready -> ready.get(0));
        Node full = cluster.add("a", 2_000, 0);
        cluster.add("b", 0, 0);
        cluster.run(HOUR);
        assertLimited(List.of(full));
        // Those on their way back are missing when it begins to count.
        assertTrue(full.sent() <= 2_000 && full.sent() > 1_900, full.sent() + " sent");
        assertStable(cluster, List.of(full));
    }

    @Test
    void a_balancer_that_prefers_another_node_each_minute_moves_each_client_within_the_limit() {
        SimulatedCluster[] cluster = new SimulatedCluster[1];
        long[] turn = new long[1];
        cluster[0] = new SimulatedCluster(new Random(1), ready -> ready.get((int) (turn[0] / 60 % ready.size())));
        List<Node> all = List.of(cluster[0].add("a", 3_000, 0), cluster[0].add("b", 0, 0), cluster[0].add("c", 0, 0));
        for (; turn[0] < HOUR; turn[0]++) {
            cluster[0].run(1);
        }
        assertLimited(all);
        all.forEach(node -> assertTrue(node.connections <= 1_300, node.name + " has " + node.connections));
        // The first minutes' clients that come back to the full node are asked again, others not.
        assertTrue(sent(all) < 2 * 3_000, sent(all) + " sent");
    }

    @Test
    void the_least_loaded_node_gets_all_that_leave_and_none_of_them_moves_again() {
        SimulatedCluster cluster = new SimulatedCluster(new Random(1), ready -> ready.stream()
                .min(Comparator.comparingInt(node -> node.connections))
                .orElseThrow());
        List<Node> old = threeNodes(cluster);
        Node added = cluster.add("d", 0, 0);
        Node last = cluster.add("e", 0, 0);
        cluster.run(HOUR);
        assertBalanced(cluster);
        assertLimited(old);
        assertEquals(0, added.sent() + last.sent());
        assertStable(cluster, old);
    }

    private static SimulatedCluster random(long seed) {
        Random random = new Random(seed);
        return new SimulatedCluster(random, ready -> ready.get(random.nextInt(ready.size())));
    }

    private static List<Node> threeNodes(SimulatedCluster cluster) {
        return List.of(cluster.add("a", 1_667, 0), cluster.add("b", 1_667, 0), cluster.add("c", 1_666, 0));
    }

    private static int sent(List<Node> nodes) {
        return nodes.stream().mapToInt(Node::sent).sum();
    }

    private static void assertBalanced(SimulatedCluster cluster) {
        assertTrue(cluster.spread() <= TOLERANCE, () -> cluster.connections().toString());
    }

    private static void assertLimited(List<Node> nodes) {
        nodes.forEach(node ->
                assertTrue(node.highestRate() <= LIMIT, () -> node.name + " sent " + node.highestRate() + " a minute"));
    }

    /** Nothing moves any more. */
    private static void assertStable(SimulatedCluster cluster, List<Node> nodes) {
        int before = sent(nodes);
        cluster.run(HOUR);
        assertEquals(before, sent(nodes));
    }
}
