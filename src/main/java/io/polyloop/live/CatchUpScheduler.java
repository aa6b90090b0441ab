package io.polyloop.live;

import io.polyloop.loop.TurnQueue;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;

/**
 * Writes catch-up in small steps, a limited number of bytes in each turn of the event loop: between two turns the loop
 * serves live messages, answers and new connections, however much history is replayed. On its event loop.
 */
final class CatchUpScheduler {
    /** Bytes that each step counts at least: thousands of steps that write only an answer would be one long turn. */
    private static final int MIN_STEP_BYTES = 256;

    private final TurnQueue<IntSupplier> steps;

    /**
     * @param bytesPerTurn after which a turn ends; the last step may exceed it
     * @param nextTurn runs a task after the work that the event loop already has, its connections included
     */
    CatchUpScheduler(int bytesPerTurn, Executor nextTurn) {
        steps = new TurnQueue<>(nextTurn, bytesPerTurn, (step, left) -> Math.max(MIN_STEP_BYTES, step.getAsInt()));
    }

    /** Runs a step soon, after those that wait already; the step returns the bytes that it wrote. */
    void add(IntSupplier step) {
        steps.add(step);
    }
}
