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
    private static final ClusterState TOGETHER = state(Set.of("me", "a"), Set.of());
    private static final ClusterState LOST = state(Set.of("me"), Set.of("a"));
    private static final ClusterState LEFT_BEHIND = state(Set.of("me"), Set.of());

    private final AtomicLong now = new AtomicLong(10_000);
    private final IsolationDetector isolation = new IsolationDetector(now::get, TIMEOUT);

    @Test
    void a_node_whose_others_vanished_leaves_once_after_the_timeout() {
        assertEquals(NONE, isolation.update(TOGETHER));
        assertEquals(PARTITIONED, isolation.update(LOST));
        now.addAndGet(TIMEOUT);
        assertEquals(NONE, isolation.update(LOST));
        now.addAndGet(1);
        assertEquals(ISOLATED, isolation.update(LOST));
        assertEquals(NONE, isolation.update(LOST));
    }

    @Test
    void the_time_begins_anew_when_it_was_in_touch_meanwhile() {
        isolation.update(TOGETHER);
        isolation.update(LOST);
        isolation.update(TOGETHER);
        now.addAndGet(10 * TIMEOUT);
        assertEquals(PARTITIONED, isolation.update(LOST));
    }

    @Test
    void a_node_whose_others_left_in_good_order_stays() {
        isolation.update(TOGETHER);
        isolation.update(LEFT_BEHIND);
        now.addAndGet(10 * TIMEOUT);
        assertEquals(NONE, isolation.update(LEFT_BEHIND));
    }

    @Test
    void a_node_that_never_was_in_touch_stays() {
        isolation.update(LOST);
        now.addAndGet(10 * TIMEOUT);
        assertEquals(NONE, isolation.update(LOST));
    }

    private static ClusterState state(Set<String> heard, Set<String> lost) {
        return new ClusterState(heard, heard, Set.of(), Set.of(), lost, Set.of(), 2);
    }
}
