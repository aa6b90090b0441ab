package io.polyloop.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.config.RebalanceSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RebalanceTest {
    private static final long SECOND = 1_000;
    private static final RebalanceSettings SETTINGS =
            new RebalanceSettings(true, 1.3, 1.1, 0.2, 100, Duration.ofSeconds(30));

    private long now;

    @Test
    void equal_nodes_send_none_away() {
        assertEquals(0, sentIn(300, Map.of("a", 1_000, "b", 1_000, "c", 1_000)));
    }

    @Test
    void a_single_node_sends_none_away() {
        assertEquals(0, sentIn(300, Map.of("a", 1_000)));
    }

    @Test
    void below_the_threshold_none_is_sent_away() {
        assertEquals(0, sentIn(300, Map.of("a", 1_290, "b", 710)));
    }

    @Test
    void nodes_without_connections_send_none_away() {
        assertEquals(0, sentIn(300, Map.of("a", 0, "b", 0)));
    }

    @Test
    void below_the_minimum_none_is_sent_away() {
        assertEquals(0, sentIn(300, Map.of("a", 99, "b", 0)));
    }

    @Test
    void a_missing_count_stops_it() {
        assertEquals(0, sentIn(300, Map.of()));
    }

    @Test
    void switched_off_none_is_sent_away() {
        Rebalance off =
                new Rebalance(new RebalanceSettings(false, 1.3, 1.1, 0.2, 100, Duration.ofSeconds(30)), () -> now);
        assertEquals(0, sentIn(300, off, Map.of("a", 1_000, "b", 0)));
    }

    @Test
    void none_is_sent_away_before_the_nodes_have_settled() {
        Rebalance rebalance = new Rebalance(SETTINGS, () -> now);
        assertEquals(0, sentIn(30, rebalance, Map.of("a", 1_000, "b", 0)));
        assertTrue(sentIn(30, rebalance, Map.of("a", 1_000, "b", 0)) > 0);
        assertEquals(0, sentIn(30, rebalance, Map.of("a", 1_000, "b", 0, "c", 0)));
    }

    @Test
    void a_minute_sends_a_fifth_away_at_most() {
        Rebalance rebalance = new Rebalance(SETTINGS, () -> now);
        sentIn(31, rebalance, Map.of("a", 1_000, "b", 0));
        int sent = sentIn(60, rebalance, Map.of("a", 1_000, "b", 0));
        assertTrue(sent <= 200 && sent >= 198, () -> sent + " in a minute");
    }

    @Test
    void clients_that_always_return_are_asked_once() {
        assertEquals(1_000, sentIn(3_600, Map.of("a", 1_000, "b", 0)));
    }

    @Test
    void clients_that_always_return_are_not_asked_again_after_a_count_was_missing() {
        Rebalance rebalance = new Rebalance(SETTINGS, () -> now);
        sentIn(3_600, rebalance, Map.of("a", 1_000, "b", 0));
        sentIn(10, rebalance, Map.of());
        assertEquals(0, sentIn(600, rebalance, Map.of("a", 1_000, "b", 0)));
        assertEquals(1_000, sentIn(3_600, rebalance, Map.of("a", 1_000, "c", 0)));
    }

    @Test
    void what_began_goes_on_to_the_lower_threshold_after_the_nodes_have_changed() {
        Rebalance rebalance = new Rebalance(SETTINGS, () -> now);
        assertTrue(sentIn(60, rebalance, Map.of("a", 1_400, "b", 600)) > 0);
        assertEquals(0, sentIn(30, rebalance, Map.of("a", 1_200, "c", 800)));
        assertTrue(sentIn(60, rebalance, Map.of("a", 1_200, "c", 800)) > 0);
        assertEquals(0, sentIn(60, rebalance, Map.of("a", 1_099, "c", 901)));
        assertEquals(0, sentIn(60, rebalance, Map.of("a", 1_290, "c", 710)));
    }

    @Test
    void it_stops_at_the_lower_threshold_and_begins_again_only_above_the_upper() {
        Rebalance rebalance = new Rebalance(SETTINGS, () -> now);
        assertTrue(sentIn(60, rebalance, Map.of("a", 1_400, "b", 600)) > 0);
        assertEquals(0, sentIn(60, rebalance, Map.of("a", 1_099, "b", 901)));
        assertEquals(0, sentIn(60, rebalance, Map.of("a", 1_290, "b", 710)));
        assertTrue(sentIn(60, rebalance, Map.of("a", 1_310, "b", 690)) > 0);
    }

    @Test
    void three_nodes_and_two_new_ones_behind_a_random_balancer_are_balanced_in_six_minutes() {
        Random random = new Random(1);
        assertBalanced(simulate(new int[] {3_334, 3_333, 3_333, 0, 0}, 360, counts -> random.nextInt(counts.length)));
    }

    @Test
    void two_nodes_behind_a_least_connections_balancer_are_balanced_and_stay_so() {
        assertBalanced(simulate(new int[] {4_000, 0}, 900, RebalanceTest::least));
    }

    private interface Balancer {
        int choose(int[] counts);
    }

    private static int least(int[] counts) {
        int least = 0;
        for (int i = 1; i < counts.length; i++) {
            least = counts[i] < counts[least] ? i : least;
        }
        return least;
    }

    private int sentIn(int seconds, Map<String, Integer> counts) {
        return sentIn(seconds, new Rebalance(SETTINGS, () -> now), counts);
    }

    private int sentIn(int seconds, Rebalance rebalance, Map<String, Integer> counts) {
        int sent = 0;
        for (int i = 0; i < seconds; i++, now += SECOND) {
            sent += rebalance.update("a", counts);
        }
        return sent;
    }

    /** Clients reconnect 3 s after they are sent away. */
    private int[] simulate(int[] counts, int seconds, Balancer balancer) {
        Rebalance[] nodes = new Rebalance[counts.length];
        Arrays.setAll(nodes, i -> new Rebalance(SETTINGS, () -> now));
        int[] returning = new int[seconds + 4];
        for (int second = 0; second < seconds; second++, now += SECOND) {
            Map<String, Integer> seen = new HashMap<>();
            for (int i = 0; i < counts.length; i++) {
                seen.put("n" + i, counts[i]);
            }
            for (int i = 0; i < counts.length; i++) {
                int sent = nodes[i].update("n" + i, seen);
                counts[i] -= sent;
                returning[second + 3] += sent;
            }
            for (int i = 0; i < returning[second]; i++) {
                counts[balancer.choose(counts)]++;
            }
        }
        return counts;
    }

    private static void assertBalanced(int[] counts) {
        double mean = Arrays.stream(counts).average().orElseThrow();
        assertTrue(
                Arrays.stream(counts).allMatch(count -> Math.abs(count - mean) <= 0.2 * mean),
                () -> Arrays.toString(counts));
    }
}
