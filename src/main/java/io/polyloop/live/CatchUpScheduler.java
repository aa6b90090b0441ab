package io.polyloop.live;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * What subscriptions catch up on, written a little in each turn of the event loop: live messages, answers and accepted
 * connections come in between two turns, however much history is replayed. On its event loop.
 */
final class CatchUpScheduler {
    /** Bytes that a step counts at least: thousands of steps that write only an answer would be one long turn. */
    private static final int MIN_STEP_BYTES = 256;

    private final int bytesPerTurn;
    private final Consumer<Runnable> nextTurn;
    // event loop only
    private final Queue<IntSupplier> steps = new ArrayDeque<>();
    private boolean scheduled;

    /**
     * @param bytesAtOnce after which a turn ends; the last step may pass it
     * @param nextTurn runs a task after what the event loop has to do already, its connections included
     */
    CatchUpScheduler(int bytesAtOnce, Consumer<Runnable> nextTurn) {
        this.bytesPerTurn = bytesAtOnce;
        this.nextTurn = nextTurn;
    }

    /** Runs a step soon, behind those that wait already; it returns the bytes it wrote. */
    void add(IntSupplier step) {
        steps.add(step);
        schedule();
    }

    private void schedule() {
        if (!scheduled && !steps.isEmpty()) {
            scheduled = true;
            nextTurn.accept(this::turn);
        }
    }

    private void turn() {
        int left = bytesPerTurn;
        while (left > 0 && !steps.isEmpty()) {
            left -= Math.max(MIN_STEP_BYTES, steps.remove().getAsInt());
        }
        scheduled = false;
        schedule();
    }
}
