package io.polyloop.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The state of node {@code me}. */
class PeerMonitorTest {
    private static final long INTERVAL = 100;
    private static final long TIMEOUT = 5 * INTERVAL;
    private static final long DEAD_AFTER = 1_000;

    private static final NodeIdentity NONE = new NodeIdentity("", 0, 0, Map.of());

    private final AtomicLong now = new AtomicLong(10_000);
    private final PeerMonitor monitor = new PeerMonitor(now::get, INTERVAL, DEAD_AFTER);

    @BeforeEach
    void receive_from_all() {
        receive("me", "me", "a", "b");
        receive("a", "me", "a", "b");
        receive("b", "me", "a", "b");
    }

    @Test
    void a_node_is_reachable_until_five_heartbeats_are_missing() {
        now.addAndGet(TIMEOUT);
        assertEquals(Set.of("me", "a", "b"), state("me", "a", "b").reachable());
        now.addAndGet(1);
        assertEquals(Set.of(), state("me", "a", "b").reachable());
    }

    @Test
    void a_silent_member_is_missing_only_after_the_cluster_manager_could_remove_it() {
        now.addAndGet(DEAD_AFTER + TIMEOUT);
        receive("me", "me");
        assertEquals(Set.of(), state("me", "a").missing());
        now.addAndGet(1);
        assertEquals(Set.of("a"), state("me", "a").missing());
    }

    @Test
    void a_new_member_has_the_same_timeout() {
        assertEquals(Set.of(), state("me", "new").missing());
        now.addAndGet(DEAD_AFTER + TIMEOUT + 1);
        receive("me", "me");
        assertEquals(Set.of("new"), state("me", "new").missing());
        receive("new", "me", "new");
        assertEquals(Set.of(), state("me", "new").missing());
    }

    @Test
    void a_member_that_no_node_receives_does_not_make_the_others_unready() {
        now.addAndGet(DEAD_AFTER + TIMEOUT + 1);
        receive("me", "me", "a");
        receive("a", "me", "a");
        ClusterState state = state("me", "a", "b");
        assertTrue(state.isConnected(), state::toString);
        assertEquals(Set.of("b"), state.silent());
    }

    @Test
    void a_member_that_another_node_receives_is_missing() {
        now.addAndGet(DEAD_AFTER + TIMEOUT + 1);
        receive("me", "me", "a");
        receive("a", "me", "a", "b");
        ClusterState state = state("me", "a", "b");
        assertFalse(state.isConnected(), state::toString);
        assertEquals(Set.of("b"), state.missing());
    }

    @Test
    void a_node_that_receives_from_no_node_misses_all() {
        now.addAndGet(DEAD_AFTER + TIMEOUT + 1);
        receive("me", "me");
        assertEquals(Set.of("a", "b"), state("me", "a", "b").missing());
    }

    @Test
    void a_node_that_left_is_neither_reachable_nor_missing_nor_lost() {
        monitor.onHeartbeat(new Heartbeat("a", true, Set.of(), NONE, OptionalInt.empty()));
        monitor.onHeartbeat(new Heartbeat("b", true, Set.of(), NONE, OptionalInt.empty()));
        now.addAndGet(100 * DEAD_AFTER);
        receive("me", "me");
        ClusterState state = state("me", "a", "b");
        assertEquals(Set.of("me"), state.reachable());
        assertEquals(Set.of(), state.missing());
        assertEquals(Set.of(), state.lost());
    }

    @Test
    void a_silent_node_is_lost_until_its_next_heartbeat() {
        now.addAndGet(TIMEOUT + 1);
        receive("me", "me");
        assertEquals(Set.of("a", "b"), state("me").lost());
        receive("a", "a");
        assertEquals(Set.of("b"), state("me").lost());
        monitor.forgetLost();
        assertEquals(Set.of(), state("me").lost());
    }

    @Test
    void a_heartbeat_of_an_older_version_without_its_peers_counts() {
        monitor.onHeartbeat(Heartbeat.of(JsonObject.of("node", "old", "leaves", false)));
        assertTrue(state("me", "old").reachable().contains("old"));
    }

    @Test
    void a_node_with_another_journal_is_foreign_and_the_smaller_part_is_not_ready() {
        now.addAndGet(DEAD_AFTER + TIMEOUT + 1);
        receive("me", "me", "a");
        monitor.onForeignHeartbeat("b");
        ClusterState alone = state("me", "a", "b");
        assertEquals(Set.of("me"), alone.reachable());
        assertEquals(Set.of("b"), alone.foreign());
        assertFalse(alone.missing().contains("b"), alone::toString);
        assertFalse(state("me", "b").isConnected());
        receive("a", "me", "a");
        assertTrue(state("me", "a", "b").isConnected(), "two of three share the journal");
    }

    @Test
    void a_peer_whose_epoch_changes_stays_a_peer_until_its_timeout() {
        monitor.onForeignHeartbeat("a");
        assertTrue(state("me", "a", "b").foreign().isEmpty());
        now.addAndGet(TIMEOUT + 1);
        receive("me", "me", "b");
        receive("b", "me", "b");
        monitor.onForeignHeartbeat("a");
        assertEquals(Set.of("a"), state("me", "a", "b").foreign());
        receive("a", "me", "a", "b");
        assertTrue(state("me", "a", "b").foreign().isEmpty());
        assertTrue(state("me", "a", "b").isConnected());
    }

    @Test
    void a_heartbeat_survives_encoding() {
        Heartbeat heartbeat = new Heartbeat(
                "a",
                false,
                Set.of("me", "a"),
                new NodeIdentity("abcdefgh", 1, 1, Map.of("limits.message", "64KiB")),
                OptionalInt.of(7));
        assertEquals(heartbeat, Heartbeat.of(new JsonObject(heartbeat.json().toBuffer())));
    }

    private void receive(String node, String... receivesFrom) {
        monitor.onHeartbeat(new Heartbeat(node, false, Set.of(receivesFrom), NONE, OptionalInt.empty()));
    }

    private ClusterState state(String... members) {
        return monitor.state(Set.of(members), 1);
    }
}
