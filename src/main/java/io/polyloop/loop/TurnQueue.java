package io.polyloop.loop;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * A queue that an event loop works through in turns. A turn starts soon after an item is added and ends when its budget
 * is used up; the rest of the queue follows in the next turn, and the loop does its other work in between. On one event
 * loop.
 *
 * @param <T> the items, processed in the order in which they are added
 */
public final class TurnQueue<T> {
    /** Processes one item. */
    @FunctionalInterface
    public interface Processor<T> {
        /**
         * Processes {@code item}; may add items to the queue.
         *
         * @param budget what is left of the turn
         * @return what the item used of it
         */
        int process(T item, int budget);
    }

    private final Executor nextTurn;
    private final int budget;
    private final Processor<T> processor;
    private final Runnable turn = this::run;
    // event loop only
    private final Queue<T> waiting = new ArrayDeque<>();
    private boolean scheduled;

    /**
     * Creates an empty queue.
     *
     * @param nextTurn runs a task after the work that the event loop already has
     * @param budget after which a turn ends; the last item may exceed it
     */
    public TurnQueue(Executor nextTurn, int budget, Processor<T> processor) {
        this.nextTurn = nextTurn;
        this.budget = budget;
        this.processor = processor;
    }

    /** Adds an item behind those that wait, and schedules a turn unless one is scheduled or running. */
    public void add(T item) {
        waiting.add(item);
        schedule();
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            nextTurn.execute(turn);
        }
    }

    private void run() {
        try {
            int left = budget;
            while (left > 0 && !waiting.isEmpty()) {
                left -= processor.process(waiting.remove(), left);
            }
        } finally {
            // Also after an exception: otherwise one failed item would keep the rest waiting forever.
            scheduled = false;
            if (!waiting.isEmpty()) {
                schedule();
            }
        }
    }
}
