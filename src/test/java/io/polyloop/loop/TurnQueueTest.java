package io.polyloop.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class TurnQueueTest {
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final List<Integer> processed = new ArrayList<>();
    private final TurnQueue<Integer> queue = new TurnQueue<>(loop::add, 10, this::process);
    private final TurnQueue<Integer> countdown = new TurnQueue<>(loop::add, 10, this::countDown);

    @Test
    void items_added_before_a_turn_share_it() {
        add(1, 2, 3);
        assertEquals(1, loop.size());
        turn();
        assertEquals(List.of(1, 2, 3), processed);
        assertTrue(loop.isEmpty());
    }

    @Test
    void a_turn_ends_when_its_budget_is_used_up_and_the_rest_follows_in_the_next() {
        add(4, 4, 4, 4);
        turn();
        assertEquals(3, processed.size());
        turn();
        assertEquals(4, processed.size());
        assertTrue(loop.isEmpty());
    }

    @Test
    void other_work_of_the_loop_runs_between_two_turns() {
        add(10, 10);
        loop.add(() -> processed.add(0));
        turn();
        turn();
        turn();
        assertEquals(List.of(10, 0, 10), processed);
    }

    @Test
    void an_item_added_while_a_turn_runs_schedules_no_second_turn() {
        countdown.add(2);
        turn();
        assertEquals(List.of(2, 1, 0), processed);
        assertTrue(loop.isEmpty());
    }

    @Test
    void an_item_that_fails_does_not_keep_those_behind_it_waiting() {
        TurnQueue<Integer> failing =
                new TurnQueue<>(loop::add, 10, (item, budget) -> 10 / item + process(item, budget));
        failing.add(0);
        failing.add(1);
        assertThrows(ArithmeticException.class, this::turn);
        turn();
        assertEquals(List.of(1), processed);
    }

    private int countDown(int item, int budget) {
        if (item > 0) {
            countdown.add(item - 1);
        }
        return process(item, budget);
    }

    private int process(int item, int budget) {
        processed.add(item);
        return item;
    }

    private void add(int... items) {
        for (int item : items) {
            queue.add(item);
        }
    }

    private void turn() {
        loop.remove().run();
    }
}
