package io.polyloop.live;

import io.polyloop.loop.TurnQueue;
import java.util.concurrent.Executor;

/**
 * Delivers news to the subscriptions of one event loop, a limited number in each turn of the loop. Between two turns the
 * loop does its other work, and messages that are committed meanwhile go out together in the next round: the busier the
 * loop, the more messages share a write. On its event loop.
 */
final class FanOutScheduler {
    /** Subscriptions served in one turn: a topic with ten thousand would delay everything else on the loop. */
    private static final int MAX_PER_TURN = 256;

    /** The deliveries of one topic. */
    interface FanOut {
        /** Delivers to at most {@code limit} subscriptions; returns how many it served. */
        int deliver(int limit);

        /** Whether some subscriptions are not served yet. */
        boolean isInProgress();
    }

    private final TurnQueue<FanOut> pending;

    /** @param nextTurn runs a task after the work that the event loop already has */
    FanOutScheduler(Executor nextTurn) {
        this(nextTurn, MAX_PER_TURN);
    }

    FanOutScheduler(Executor nextTurn, int maxPerTurn) {
        pending = new TurnQueue<>(nextTurn, maxPerTurn, this::deliver);
    }

    /** Serves a topic soon. Call it once each time that deliveries get in progress. */
    void add(FanOut fanOut) {
        pending.add(fanOut);
    }

    private int deliver(FanOut fanOut, int limit) {
        try {
            return fanOut.deliver(limit);
        } finally {
            if (fanOut.isInProgress()) {
                // At the end of the queue: a topic that is never idle must not starve the others.
                pending.add(fanOut);
            }
        }
    }
}
