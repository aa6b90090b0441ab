package io.polyloop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TailBudgetTest {
    private final List<LiveMessage> messages = new FakeJournal().commit(100);
    private final int weight = messages.get(0).weight();

    @Test
    void the_tails_never_exceed_the_budget() {
        TailBudget tail = new TailBudget(10 * weight);
        TopicTail run = new TopicTail(tail);
        messages.forEach(run::append);
        assertEquals(10L * weight, tail.bytes());
        assertEquals(91, run.first());
    }

    @Test
    void the_topic_idle_longest_loses_its_messages_first() {
        TailBudget tail = new TailBudget(10 * weight);
        TopicTail quiet = new TopicTail(tail);
        TopicTail busy = new TopicTail(tail);
        messages.subList(0, 5).forEach(quiet::append);
        messages.subList(0, 8).forEach(busy::append);
        assertEquals(4, quiet.first());
        assertEquals(1, busy.first());
    }

    @Test
    void a_message_larger_than_the_budget_is_not_kept() {
        TailBudget tail = new TailBudget(weight - 1);
        TopicTail run = new TopicTail(tail);
        messages.forEach(run::append);
        assertTrue(run.isEmpty());
        assertEquals(0, tail.bytes());
    }

    @Test
    void a_cleared_tail_frees_its_bytes_once() {
        TailBudget tail = new TailBudget(10 * weight);
        TopicTail gone = new TopicTail(tail);
        TopicTail stays = new TopicTail(tail);
        messages.subList(0, 5).forEach(gone::append);
        messages.subList(0, 5).forEach(stays::append);
        gone.clear();
        gone.clear();
        assertEquals(5L * weight, tail.bytes());
    }

    @Test
    void a_prepended_page_counts_too() {
        TailBudget tail = new TailBudget(10 * weight);
        TopicTail run = new TopicTail(tail);
        messages.subList(20, 28).forEach(run::append);
        run.merge(messages.subList(0, 20));
        assertEquals(10L * weight, tail.bytes());
        assertEquals(28, run.last());
    }
}
