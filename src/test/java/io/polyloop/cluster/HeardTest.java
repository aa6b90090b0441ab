package io.polyloop.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeardTest {
    private static final long BEAT = 100;

    private final AtomicLong now = new AtomicLong(1_000);
    private final Heard heard = new Heard(now::get, BEAT);

    @Test
    void a_node_is_heard_for_some_beats_after_its_last() {
        heard.beat("a");
        now.addAndGet(5 * BEAT);
        assertEquals(Set.of("a"), heard.now());
        now.addAndGet(1);
        assertEquals(Set.of(), heard.now());
    }

    @Test
    void a_new_member_is_missed_only_after_it_had_time_to_beat() {
        assertEquals(Set.of(), heard.missing(Set.of("a")));
        now.addAndGet(5 * BEAT + 1);
        assertEquals(Set.of("a"), heard.missing(Set.of("a")));
        heard.beat("a");
        assertEquals(Set.of(), heard.missing(Set.of("a")));
    }

    @Test
    void a_member_that_comes_again_is_new() {
        heard.missing(Set.of("a"));
        now.addAndGet(10 * BEAT);
        heard.missing(Set.of());
        assertEquals(Set.of(), heard.missing(Set.of("a")));
    }

    @Test
    void a_node_that_said_farewell_is_neither_heard_nor_missed() {
        heard.beat("a");
        heard.left("a");
        now.addAndGet(100 * BEAT);
        assertEquals(Set.of(), heard.now());
        assertEquals(Set.of(), heard.missing(Set.of("a")));
    }
}
