package io.polyloop.cluster;

import static io.polyloop.cluster.Isolation.Turn.BEGINS;
import static io.polyloop.cluster.Isolation.Turn.LASTS_TOO_LONG;
import static io.polyloop.cluster.Isolation.Turn.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IsolationTest {
    private static final long TIMEOUT = 1_000;
    private static final ClusterState TOGETHER = state(Set.of("me", "a"), Set.of());
    private static final ClusterState LOST = state(Set.of("me"), Set.of("a"));
    private static final ClusterState LEFT_BEHIND = state(Set.of("me"), Set.of());

    private final AtomicLong now = new AtomicLong(10_000);
    private final Isolation isolation = new Isolation(now::get, TIMEOUT);

    @Test
    void a_node_whose_others_vanished_leaves_once_after_the_timeout() {
        assertEquals(NONE, isolation.watch(TOGETHER));
        assertEquals(BEGINS, isolation.watch(LOST));
        now.addAndGet(TIMEOUT);
        assertEquals(NONE, isolation.watch(LOST));
        now.addAndGet(1);
        assertEquals(LASTS_TOO_LONG, isolation.watch(LOST));
        assertEquals(NONE, isolation.watch(LOST));
    }

    @Test
    void the_time_begins_anew_when_it_was_in_touch_meanwhile() {
        isolation.watch(TOGETHER);
        isolation.watch(LOST);
        isolation.watch(TOGETHER);
        now.addAndGet(10 * TIMEOUT);
        assertEquals(BEGINS, isolation.watch(LOST));
    }

    @Test
    void a_node_whose_others_left_in_good_order_stays() {
        isolation.watch(TOGETHER);
        isolation.watch(LEFT_BEHIND);
        now.addAndGet(10 * TIMEOUT);
        assertEquals(NONE, isolation.watch(LEFT_BEHIND));
    }

    @Test
    void a_node_that_never_was_in_touch_stays() {
        isolation.watch(LOST);
        now.addAndGet(10 * TIMEOUT);
        assertEquals(NONE, isolation.watch(LOST));
    }

    private static ClusterState state(Set<String> heard, Set<String> lost) {
        return new ClusterState(heard, heard, Set.of(), Set.of(), lost, Set.of(), 2);
    }
}
