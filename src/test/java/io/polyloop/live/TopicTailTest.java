package io.polyloop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicTailTest {
    private final List<LiveMessage> messages = new FakeJournal().commit(3_000);
    private final TailBudget tail = new TailBudget(1 << 20);
    private final TopicTail run = new TopicTail(tail);

    @Test
    void messages_in_order_are_kept_and_found_by_seq() {
        append(5, 8);
        assertEquals(5, run.first());
        assertEquals(8, run.last());
        assertEquals(7, run.get(7).seq());
        assertNull(run.get(4));
        assertNull(run.get(9));
    }

    @Test
    void a_message_that_is_in_the_tail_is_ignored() {
        append(5, 8);
        append(6, 7);
        assertEquals(8, run.last());
        assertEquals(4L * messages.get(0).weight(), tail.bytes());
    }

    @Test
    void after_a_gap_the_tail_starts_again() {
        append(5, 8);
        append(10, 11);
        assertEquals(10, run.first());
        assertNull(run.get(8));
        assertEquals(2L * messages.get(0).weight(), tail.bytes());
    }

    @Test
    void a_page_that_overlaps_the_end_adds_its_new_messages() {
        append(5, 8);
        run.merge(messages.subList(6, 12));
        assertEquals(5, run.first());
        assertEquals(12, run.last());
    }

    @Test
    void a_page_that_ends_where_the_tail_starts_is_prepended() {
        append(5, 8);
        run.merge(messages.subList(1, 4));
        assertEquals(2, run.first());
        assertEquals(8, run.last());
        assertEquals(3, run.get(3).seq());
    }

    @Test
    void a_page_around_the_tail_adds_no_message_twice() {
        append(5, 8);
        run.merge(messages.subList(1, 12));
        for (long seq = run.first(); seq <= run.last(); seq++) {
            assertEquals(seq, run.get(seq).seq());
        }
    }

    @Test
    void a_page_that_does_not_extend_the_tail_is_ignored() {
        append(50, 60);
        run.merge(messages.subList(0, 10));
        run.merge(messages.subList(70, 80));
        assertEquals(50, run.first());
        assertEquals(60, run.last());
    }

    @Test
    void every_message_is_found_after_thousands_were_evicted() {
        append(1, 3_000);
        for (int i = 0; i < 2_500; i++) {
            run.evictOldest();
        }
        assertEquals(2_501, run.first());
        assertEquals(2_999, run.get(2_999).seq());
        run.merge(messages.subList(2_400, 2_600));
        assertEquals(2_401, run.first());
        assertEquals(3_000, run.get(3_000).seq());
    }

    @Test
    void a_tail_emptied_by_eviction_can_start_again() {
        append(1, 2);
        run.evictOldest();
        run.evictOldest();
        assertTrue(run.isEmpty());
        append(9, 9);
        assertEquals(9, run.get(9).seq());
    }

    private void append(int from, int to) {
        messages.subList(from - 1, to).forEach(run::append);
    }
}
