package io.polyloop.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class CatchUpSchedulerTest {
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final CatchUpScheduler catchUps = new CatchUpScheduler(1_000, loop::add);
    private final List<String> done = new ArrayList<>();

    @Test
    void a_turn_ends_after_its_bytes_and_other_work_runs_before_the_next() {
        for (int i = 0; i < 5; i++) {
            step("replay", 500);
        }
        loop.add(() -> done.add("live"));
        runAll();
        assertEquals(List.of("replay", "replay", "live", "replay", "replay", "replay"), done);
    }

    @Test
    void a_step_that_writes_nothing_counts_too() {
        for (int i = 0; i < 100; i++) {
            step("answer", 0);
        }
        loop.remove().run();
        assertEquals(4, done.size());
        runAll();
        assertEquals(100, done.size());
    }

    @Test
    void a_step_added_in_a_step_runs_after_the_others() {
        catchUps.add(() -> {
            step("added", 1);
            return 1;
        });
        step("other", 1);
        runAll();
        assertEquals(List.of("other", "added"), done);
        assertTrue(loop.isEmpty());
    }

    private void step(String name, int bytes) {
        catchUps.add(() -> {
            done.add(name);
            return bytes;
        });
    }

    private void runAll() {
        while (!loop.isEmpty()) {
            loop.remove().run();
        }
    }
}
