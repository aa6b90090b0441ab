package io.polyloop.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What node {@code me} knows of the others. */
class PeerMonitorTest {
    private static final long BEAT = 100;
    private static final long PATIENCE = 5 * BEAT;
    private static final long DEAD_AFTER = 1_000;

    private static final NodeIdentity NONE = new NodeIdentity("", 0, Map.of());

    private final AtomicLong now = new AtomicLong(10_000);
    private final PeerMonitor heard = new PeerMonitor(now::get, BEAT, DEAD_AFTER);

    @BeforeEach
    void all_are_there() {
        beat("me", "me", "a", "b");
        beat("a", "me", "a", "b");
        beat("b", "me", "a", "b");
    }

    @Test
    void a_node_is_heard_for_some_beats_after_its_last() {
        now.addAndGet(PATIENCE);
        assertEquals(Set.of("me", "a", "b"), state("me", "a", "b").reachable());
        now.addAndGet(1);
        assertEquals(Set.of(), state("me", "a", "b").reachable());
    }

    @Test
    void a_node_that_hangs_is_not_missed_before_the_cluster_manager_had_time_to_drop_it() {
        now.addAndGet(DEAD_AFTER + PATIENCE);
        beat("me", "me");
        assertEquals(Set.of(), state("me", "a").missing());
        now.addAndGet(1);
        assertEquals(Set.of("a"), state("me", "a").missing());
    }

    @Test
    void a_new_member_is_given_the_same_time() {
        assertEquals(Set.of(), state("me", "new").missing());
        now.addAndGet(DEAD_AFTER + PATIENCE + 1);
        beat("me", "me");
        assertEquals(Set.of("new"), state("me", "new").missing());
        beat("new", "me", "new");
        assertEquals(Set.of(), state("me", "new").missing());
    }

    @Test
    void a_member_that_nobody_hears_makes_no_other_unready() {
        now.addAndGet(DEAD_AFTER + PATIENCE + 1);
        beat("me", "me", "a");
        beat("a", "me", "a");
        ClusterState state = state("me", "a", "b");
        assertTrue(state.isConnected(), state::toString);
        assertEquals(Set.of("b"), state.silent());
    }

    @Test
    void a_member_that_another_hears_is_missed() {
        now.addAndGet(DEAD_AFTER + PATIENCE + 1);
        beat("me", "me", "a");
        beat("a", "me", "a", "b");
        ClusterState state = state("me", "a", "b");
        assertFalse(state.isConnected(), state::toString);
        assertEquals(Set.of("b"), state.missing());
    }

    @Test
    void whoever_hears_nobody_misses_them_all() {
        now.addAndGet(DEAD_AFTER + PATIENCE + 1);
        beat("me", "me");
        assertEquals(Set.of("a", "b"), state("me", "a", "b").missing());
    }

    @Test
    void a_node_that_said_farewell_is_neither_heard_nor_missed_nor_lost() {
        heard.onHeartbeat(new Heartbeat("a", true, Set.of(), NONE));
        heard.onHeartbeat(new Heartbeat("b", true, Set.of(), NONE));
        now.addAndGet(100 * DEAD_AFTER);
        beat("me", "me");
        ClusterState state = state("me", "a", "b");
        assertEquals(Set.of("me"), state.reachable());
        assertEquals(Set.of(), state.missing());
        assertEquals(Set.of(), state.lost());
    }

    @Test
    void a_node_that_fell_silent_is_lost_until_it_is_heard_again() {
        now.addAndGet(PATIENCE + 1);
        beat("me", "me");
        assertEquals(Set.of("a", "b"), state("me").lost());
        beat("a", "a");
        assertEquals(Set.of("b"), state("me").lost());
        heard.forgetLost();
        assertEquals(Set.of(), state("me").lost());
    }

    @Test
    void a_node_of_another_version_that_tells_not_whom_it_hears_is_heard() {
        heard.onHeartbeat(Heartbeat.of(JsonObject.of("node", "old", "leaves", false)));
        assertTrue(state("me", "old").reachable().contains("old"));
    }

    @Test
    void a_node_of_another_history_is_neither_heard_nor_missed_and_the_smaller_part_is_not_ready() {
        now.addAndGet(DEAD_AFTER + PATIENCE + 1);
        beat("me", "me", "a");
        heard.onForeignHeartbeat("b");
        ClusterState alone = state("me", "a", "b");
        assertEquals(Set.of("me"), alone.reachable());
        assertEquals(Set.of("b"), alone.foreign());
        assertFalse(alone.missing().contains("b"), alone::toString);
        assertFalse(state("me", "b").isConnected());
        beat("a", "me", "a");
        assertTrue(state("me", "a", "b").isConnected(), "two of three");
    }

    @Test
    void a_peer_whose_history_changes_stays_a_peer_for_some_beats() {
        heard.onForeignHeartbeat("a");
        assertTrue(state("me", "a", "b").foreign().isEmpty());
        now.addAndGet(PATIENCE + 1);
        beat("me", "me", "b");
        beat("b", "me", "b");
        heard.onForeignHeartbeat("a");
        assertEquals(Set.of("a"), state("me", "a", "b").foreign());
        beat("a", "me", "a", "b");
        assertTrue(state("me", "a", "b").foreign().isEmpty());
        assertTrue(state("me", "a", "b").isConnected());
    }

    @Test
    void a_beat_arrives_as_it_was_sent() {
        Heartbeat beat = new Heartbeat(
                "a", false, Set.of("me", "a"), new NodeIdentity("abcdefgh", 1, Map.of("limits.message", "64KiB")));
        assertEquals(beat, Heartbeat.of(new JsonObject(beat.json().toBuffer())));
    }

    private void beat(String node, String... hears) {
        heard.onHeartbeat(new Heartbeat(node, false, Set.of(hears), NONE));
    }

    private ClusterState state(String... members) {
        return heard.state(Set.of(members), 1);
    }
}
