package io.polyloop.live;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Feeds the subscriptions of one event loop when news came, some in each turn of the loop. Between two turns the loop
 * does its other work, and what is committed meanwhile goes out together in the next round: the busier the loop, the
 * more messages share a write. On its event loop.
 */
final class Feeder {
    /** Subscriptions fed in one turn: a topic of ten thousand would keep everything else on the loop waiting. */
    private static final int AT_ONCE = 256;

    private final Consumer<Runnable> nextTurn;
    // event loop only
    private final Queue<Channel> hungry = new ArrayDeque<>();
    private boolean scheduled;

    /** @param nextTurn runs a task after what the event loop has to do already */
    Feeder(Consumer<Runnable> nextTurn) {
        this.nextTurn = nextTurn;
    }

    /** Feeds this channel soon; to be called once each time that it becomes hungry. */
    void add(Channel channel) {
        hungry.add(channel);
        schedule();
    }

    private void schedule() {
        if (!scheduled && !hungry.isEmpty()) {
            scheduled = true;
            nextTurn.accept(this::turn);
        }
    }

    private void turn() {
        scheduled = false;
        int left = AT_ONCE;
        while (left > 0 && !hungry.isEmpty()) {
            Channel channel = hungry.remove();
            left -= channel.feed(left);
            if (channel.isHungry()) {
                // Last in the queue again: a topic that never rests must not keep the others from theirs.
                hungry.add(channel);
            }
        }
        schedule();
    }
}
