package io.polyloop.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.bench.fanout.LivePeers;
import io.polyloop.bench.http.Http;
import io.polyloop.bench.http.HttpScenario;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final Workload WORKLOAD = new Http(Scale.SMOKE, null, HttpScenario.PAGE);
    private static final Figure FIGURE = new Figure("t", "Polyloop, paced", "µs", 1);

    private final Results results = new Results();

    @BeforeEach
    void begin_a_workload() {
        results.begin(WORKLOAD);
    }

    @Test
    void a_peer_with_a_figure_in_any_publish_mode_is_complete() {
        results.add(WORKLOAD, List.of(FIGURE));
        results.end(WORKLOAD, List.of(LivePeers.POLYLOOP));
        assertTrue(results.isComplete(true));
    }

    @Test
    void a_peer_without_a_figure_is_a_failure() {
        results.add(WORKLOAD, List.of(FIGURE));
        results.end(WORKLOAD, List.of(LivePeers.POLYLOOP, LivePeers.FLOOR));
        assertEquals(List.of("page, raw Netty floor: no figure"), results.failures());
        assertFalse(results.isComplete(false));
    }

    @Test
    void a_figure_that_is_not_a_number_is_a_failure() {
        results.add(WORKLOAD, List.of(new Figure("t", "Polyloop", "µs", 0.0 / 0)));
        assertEquals(List.of("t, Polyloop: no µs"), results.failures());
    }

    @Test
    void an_unavailable_peer_makes_a_run_incomplete_only_if_all_peers_are_required() {
        results.add(WORKLOAD, List.of(FIGURE));
        results.addUnavailable(LivePeers.WS, "needs Node.js");
        assertTrue(results.isComplete(false));
        assertFalse(results.isComplete(true));
    }
}
