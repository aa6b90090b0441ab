package io.polyloop.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polyloop.bench.fanout.LivePeers;
import io.polyloop.bench.http.Http;
import io.polyloop.bench.http.HttpKind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final Workload WORK = new Http(Scale.SMOKE, null, HttpKind.PAGE);
    private static final Figure FIGURE = new Figure("t", "Polyloop, paced", "µs", 1);

    private final Results results = new Results();

    @BeforeEach
    void begin() {
        results.begin(WORK);
    }

    @Test
    void whoever_yields_a_figure_in_any_way_is_measured() {
        results.add(WORK, List.of(FIGURE));
        results.end(WORK, List.of(LivePeers.POLYLOOP));
        assertTrue(results.isComplete(true));
    }

    @Test
    void a_peer_without_a_figure_has_failed() {
        results.add(WORK, List.of(FIGURE));
        results.end(WORK, List.of(LivePeers.POLYLOOP, LivePeers.FLOOR));
        assertEquals(List.of("page, raw Netty floor: no figure"), results.failures());
        assertFalse(results.isComplete(false));
    }

    @Test
    void a_figure_that_is_no_number_has_failed() {
        results.add(WORK, List.of(new Figure("t", "Polyloop", "µs", 0.0 / 0)));
        assertEquals(List.of("t, Polyloop: no µs"), results.failures());
    }

    @Test
    void a_peer_that_is_not_here_is_missed_only_where_all_have_to_be() {
        results.add(WORK, List.of(FIGURE));
        results.missing(LivePeers.WS, "needs Node.js");
        assertTrue(results.isComplete(false));
        assertFalse(results.isComplete(true));
    }
}
