package io.polyloop.cluster;

import static io.polyloop.cluster.IsolationDetector.Change.ISOLATED;
import static io.polyloop.cluster.IsolationDetector.Change.NONE;
import static io.polyloop.cluster.IsolationDetector.Change.PARTITIONED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IsolationDetectorTest {
    private static final long TIMEOUT = 1_000;
    private static final ClusterState CONNECTED = state(Set.of("me", "a"), Set.of());
    private static final ClusterState CUT_OFF = state(Set.of("me"), Set.of("a"));
    private static final ClusterState DRAINED_PEERS = state(Set.of("me"), Set.of());

    private final AtomicLong now = new AtomicLong(10_000);
    private final IsolationDetector isolation = new IsolationDetector(now::get, TIMEOUT);

    @Test
    void a_node_that_is_cut_off_is_isolated_once_after_the_timeout() {
        assertEquals(NONE, isolation.update(CONNECTED));
        assertEquals(PARTITIONED, isolation.update(CUT_OFF));
        now.addAndGet(TIMEOUT);
        assertEquals(NONE, isolation.update(CUT_OFF));
        now.addAndGet(1);
        assertEquals(ISOLATED, isolation.update(CUT_OFF));
        assertEquals(NONE, isolation.update(CUT_OFF));
    }

    @Test
    void a_connection_in_between_restarts_the_timeout() {
        isolation.update(CONNECTED);
        isolation.update(CUT_OFF);
        isolation.update(CONNECTED);
        now.addAndGet(10 * TIMEOUT);
        assertEquals(PARTITIONED, isolation.update(CUT_OFF));
    }

    @Test
    void a_node_whose_peers_drained_is_not_isolated() {
        isolation.update(CONNECTED);
        isolation.update(DRAINED_PEERS);
        now.addAndGet(10 * TIMEOUT);
        assertEquals(NONE, isolation.update(DRAINED_PEERS));
    }

    @Test
    void a_node_that_was_never_connected_is_not_isolated() {
        isolation.update(CUT_OFF);
        now.addAndGet(10 * TIMEOUT);
        assertEquals(NONE, isolation.update(CUT_OFF));
    }

    private static ClusterState state(Set<String> reachable, Set<String> lost) {
        return new ClusterState(reachable, reachable, Set.of(), Set.of(), lost, Set.of(), 2);
    }
}
