package io.polyloop.live;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Feeds the subscriptions of one event loop when news came, some in each turn of the loop. Between two turns the loop
 * does its other work, and what is committed meanwhile goes out together in the next round: the busier the loop, the
 * more messages share a write. On its event loop.
 */
final class FanOutScheduler {
    /** Subscriptions fed in one turn: a topic of ten thousand would keep everything else on the loop waiting. */
    private static final int MAX_PER_TURN = 256;

    private final Consumer<Runnable> nextTurn;
    // event loop only
    private final Queue<TopicFanOut> pending = new ArrayDeque<>();
    private boolean scheduled;

    /** @param nextTurn runs a task after what the event loop has to do already */
    FanOutScheduler(Consumer<Runnable> nextTurn) {
        this.nextTurn = nextTurn;
    }

    /** Feeds this fan-out soon; to be called once each time that it becomes hungry. */
    void add(TopicFanOut fanOut) {
        pending.add(fanOut);
        schedule();
    }

    private void schedule() {
        if (!scheduled && !pending.isEmpty()) {
            scheduled = true;
            nextTurn.accept(this::turn);
        }
    }

    private void turn() {
        scheduled = false;
        int left = MAX_PER_TURN;
        while (left > 0 && !pending.isEmpty()) {
            TopicFanOut fanOut = pending.remove();
            left -= fanOut.deliver(left);
            if (fanOut.hasPendingDeliveries()) {
                // Last in the queue again: a topic that never rests must not keep the others from theirs.
                pending.add(fanOut);
            }
        }
        schedule();
    }
}
